package dev.threatcards.index;

import java.io.IOException;
import java.util.List;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

import dev.threatcards.TestCards;

import static org.assertj.core.api.Assertions.assertThat;

final class HeldCardsTest {

    private static final int MORE = HeldCards.MOST + 1;

    private interface Check {
        void of(HeldCards cards) throws IOException;
    }

    /** Two segments of so many cards in all, each of which has its number for a name. */
    private static void check(int size, Check check) throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (int doc = 0; doc < size; doc++) {
                    Document document = new Document();
                    document.add(new BinaryDocValuesField(CardFields.CARD, CardCodec
                            .encode(TestCards.merged(TestCards.actor(Integer.toString(doc)).card(), TestCards.DECK))));
                    writer.addDocument(document);
                    if (doc == size / 2) {
                        writer.flush();
                    }
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                check.of(new HeldCards(reader));
            }
        }
    }

    private static HeldCard one(HeldCards cards, int doc) throws IOException {
        return cards.of(doc).getFirst();
    }

    @Test
    void cardsComeInTheOrderInWhichTheyAreAskedFor() throws IOException {
        check(20, cards -> {
            for (int time = 0; time < 2; time++) {
                assertThat(cards.of(17, 3, 11, 3, 0, 19)).extracting(held -> held.card().name())
                        .isEqualTo(List.of("17", "3", "11", "3", "0", "19"));
                assertThat(cards.of()).isEmpty();
            }
        });
    }

    @Test
    void allOfASmallDeckAreHeld() throws IOException {
        check(20, cards -> assertThat(one(cards, 7)).isSameAs(one(cards, 7)));
    }

    @Test
    void ofALargeDeckThoseAreHeldThatAreAskedForAgain() throws IOException {
        check(MORE, cards -> {
            HeldCard first = one(cards, 7);
            HeldCard second = one(cards, 7);
            assertThat(second).isNotSameAs(first);
            assertThat(one(cards, 7)).isSameAs(second);
        });
    }

    @Test
    void whoIsAskedForLongAfterIsAskedForTheFirstTime() throws IOException {
        check(HeldCards.RECENT + 2, cards -> {
            HeldCard before = one(cards, 7);
            for (int doc = 8; doc < HeldCards.RECENT + 2; doc++) {
                one(cards, doc);
            }
            for (int doc = 0; doc < 7; doc++) {
                one(cards, doc);
            }
            HeldCard first = one(cards, 7);
            assertThat(first).isNotSameAs(before);
            HeldCard second = one(cards, 7);
            assertThat(second).isNotSameAs(first);
            assertThat(one(cards, 7)).isSameAs(second);
        });
    }

    @Test
    void whoCameFirstGoesFirst() throws IOException {
        check(MORE, cards -> {
            one(cards, 0);
            HeldCard first = one(cards, 0);
            HeldCard last = first;
            for (int doc = 1; doc < MORE; doc++) {
                assertThat(one(cards, 0)).isSameAs(first);
                one(cards, doc);
                last = one(cards, doc);
            }
            assertThat(one(cards, 0)).isNotSameAs(first);
            assertThat(one(cards, MORE - 1)).isSameAs(last);
        });
    }
}
