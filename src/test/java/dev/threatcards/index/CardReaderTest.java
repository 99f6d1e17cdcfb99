package dev.threatcards.index;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Provenance;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted is what matches, in one segment and in several, with deleted cards and without. */
final class CardReaderTest {

    private static final int CARDS = 20_000;
    private static final String WORD = CardFields.WORDS;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void countsAreThoseOfWhatMatches(int segments) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            write(directory, segments);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                assertThat(reader.leaves()).hasSize(segments);
                assertThat(reader.hasDeletions()).isTrue();
                check(new CardReader(reader), reader.maxDoc());
            }
        }
    }

    /** Cards with the first letters of the alphabet, each in its share of them: {@code a} on all, {@code e} on few. */
    private static void write(ByteBuffersDirectory directory, int segments) throws IOException {
        Random random = new Random(segments);
        try (IndexWriter writer = new IndexWriter(directory,
                new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int card = 0; card < CARDS; card++) {
                Document document = new Document();
                document.add(new StringField(CardFields.UUID, Integer.toString(card), Store.NO));
                for (char letter = 'a'; letter <= 'e'; letter++) {
                    if (random.nextInt(1 << (2 * (letter - 'a'))) == 0) {
                        document.add(new StringField(WORD, Character.toString(letter), Store.NO));
                    }
                }
                writer.addDocument(document);
                if (card % (CARDS / segments) == CARDS / segments - 1) {
                    writer.flush();
                }
            }
            for (int card = 0; card < CARDS; card += 7) {
                writer.deleteDocuments(new Term(CardFields.UUID, Integer.toString(card)));
            }
            writer.setLiveCommitData(CommitData.of(Provenance.EMPTY, Map.of()).entrySet());
        }
    }

    private static void check(CardReader searcher, int documents) throws IOException {
        FixedBitSet some = new FixedBitSet(documents);
        new Random(1).ints(documents / 2, 0, documents).forEach(some::set);
        FixedBitSet living = searcher.matching(all("a"));
        assertThat(living.cardinality()).isEqualTo(IntStream.range(0, CARDS).filter(card -> card % 7 != 0).count());
        some.and(living);
        for (Query query : List.of(all("a"), all("e"), all("b", "c"), all("a", "b", "d"), all("d", "none"))) {
            for (FixedBitSet cards : List.of(living, some)) {
                FixedBitSet expected = searcher.matching(query);
                expected.and(cards);
                assertThat(searcher.count(query, cards)).as(query.toString()).isEqualTo(expected.cardinality());
            }
        }
        FixedBitSet one = new FixedBitSet(documents);
        one.set(some.nextSetBit(documents / 2));
        for (String word : List.of("a", "b", "c", "d", "e", "none")) {
            for (FixedBitSet cards : List.of(living, some, one, new FixedBitSet(documents))) {
                assertThat(searcher.hasAny(new Term(WORD, word), cards)).as(word)
                        .isEqualTo(searcher.count(all(word), cards) > 0);
            }
        }
    }

    private static Query all(String... words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            all.add(new TermQuery(new Term(WORD, word)), Occur.FILTER);
        }
        return all.build();
    }
}
