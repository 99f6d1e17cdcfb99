package dev.threatcards.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;

import static org.assertj.core.api.Assertions.assertThat;

/** Values are counted however many there are; deleted documents have none. */
final class FacetColumnTest {

    private static final int COMMON = 3;
    private static final String OWN = "own %06d";
    private static final String SHARED = "shared %06d";

    @ParameterizedTest
    @ValueSource(ints = {10, 70_000})
    void valuesAreCountedHoweverManyThereAre(int documents) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory,
                    new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
                for (int i = 0; i < documents; i++) {
                    Document document = new Document();
                    document.add(new StringField(CardFields.KIND, isDeleted(i) ? "deleted" : "kept", Store.NO));
                    document.add(value(Facet.TOOL, OWN, i));
                    document.add(value(Facet.TOOL, SHARED, i % COMMON));
                    writer.addDocument(document);
                }
                writer.deleteDocuments(new Term(CardFields.KIND, "deleted"));
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                FacetColumn column = FacetColumn.of(Facet.TOOL, reader);
                check(column, documents, 0.3);
                check(column, documents, 0.9);
                assertThat(FacetColumn.of(Facet.COUNTRY, reader).counts(new FixedBitSet(documents))).isEmpty();
            }
        }
    }

    private static boolean isDeleted(int document) {
        return document % 7 == 0;
    }

    private static SortedSetDocValuesField value(Facet facet, String format, int number) {
        return new SortedSetDocValuesField(CardFields.facet(facet),
                new BytesRef(String.format(Locale.ROOT, format, number)));
    }

    private static void check(FacetColumn column, int documents, double share) {
        Random random = new Random(documents);
        FixedBitSet some = new FixedBitSet(documents);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < documents; i++) {
            int own = random.nextDouble() < share && !isDeleted(i) ? 1 : 0;
            if (own > 0) {
                some.set(i);
            }
            expected.put(String.format(Locale.ROOT, OWN, i), own);
            expected.merge(String.format(Locale.ROOT, SHARED, i % COMMON), own, Integer::sum);
        }
        int[] counts = column.counts(some);
        assertThat(counts).hasSize(expected.size());
        expected.forEach((value, count) -> {
            assertThat(column.value(column.ordinal(value))).isEqualTo(value);
            assertThat(counts[column.ordinal(value)]).isEqualTo(count);
        });
        expected.values().removeIf(count -> count == 0);
        assertThat(column.countsByValue(some)).isEqualTo(expected);
    }
}
