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
import dev.threatcards.analysis.CardFields;

import static org.assertj.core.api.Assertions.assertThat;

final class CardCacheTest {

    private interface Check {
        void of(CardCache cards) throws IOException;
    }

    /** Checks the cache of an index with two segments, in which each card is named after its document. */
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
                check.of(new CardCache(reader));
            }
        }
    }

    private static TokenizedCard one(CardCache cards, int doc) throws IOException {
        return cards.of(doc).getFirst();
    }

    @Test
    void cardsComeInTheOrderGiven() throws IOException {
        check(20, cards -> {
            for (int time = 0; time < 2; time++) {
                assertThat(cards.of(17, 3, 11, 3, 0, 19)).extracting(found -> found.card().name())
                        .isEqualTo(List.of("17", "3", "11", "3", "0", "19"));
                assertThat(cards.of()).isEmpty();
            }
        });
    }

    @Test
    void aCardIsReadAndItsTextsAreAnalyzedOnce() throws IOException {
        check(20, cards -> {
            TokenizedCard card = one(cards, 7);
            assertThat(one(cards, 7)).isSameAs(card);
            assertThat(card.texts()).containsOnlyKeys("description", "operations").isSameAs(card.texts());
        });
    }

    @Test
    void theLeastRecentlyUsedCardIsEvictedFirst() throws IOException {
        check(CardCache.MOST + 1, cards -> {
            TokenizedCard zero = one(cards, 0);
            TokenizedCard first = one(cards, 1);
            for (int doc = 2; doc < CardCache.MOST; doc++) {
                one(cards, doc);
            }
            assertThat(one(cards, 0)).isSameAs(zero);
            one(cards, CardCache.MOST);
            assertThat(one(cards, 0)).isSameAs(zero);
            assertThat(one(cards, 1)).isNotSameAs(first);
        });
    }
}
