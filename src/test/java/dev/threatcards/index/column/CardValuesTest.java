package dev.threatcards.index.column;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
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

/** Values take two bytes each, or more where there are too many values for that; deleted documents have none. */
final class CardValuesTest {

    private static final int COMMON = 3;
    private static final int GIVERS = 5;
    private static final String OWN = "own %06d";
    private static final String SHARED = "shared %06d";

    @ParameterizedTest
    @ValueSource(ints = {10, (1 << Character.SIZE) - COMMON - GIVERS, 1 << Character.SIZE, 70_000})
    void valuesAreCountedHoweverManyThereAre(int documents) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory,
                    new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
                for (int i = 0; i < documents; i++) {
                    Document document = new Document();
                    document.add(new StringField(CardFields.KIND, isDeleted(i) ? "deleted" : "kept", Store.NO));
                    document.add(value(Facet.GIVER, SHARED, i % GIVERS));
                    document.add(value(Facet.TOOL, OWN, i));
                    document.add(value(Facet.TOOL, SHARED, i % COMMON));
                    writer.addDocument(document);
                }
                writer.deleteDocuments(new Term(CardFields.KIND, "deleted"));
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                FacetColumn column = FacetColumn.of(Facet.TOOL, reader);
                assertThat(column.size()).isEqualTo(documents + COMMON);
                FacetColumn before = FacetColumn.of(Facet.GIVER, reader);
                assertThat(before.size()).isEqualTo(GIVERS);
                CardValues values = new CardValues(List.of(before, column), documents);
                check(values, column, documents, 0.3);
                check(values, column, documents, 0.9);
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

    private static void check(CardValues values, FacetColumn column, int documents, double share) {
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
        int[] counts = values.counts(some, some.cardinality());
        Map<String, Integer> counted = new HashMap<>();
        for (int rank = 0; rank < column.size(); rank++) {
            counted.put(column.value(column.ordinal(rank)), counts[GIVERS + rank]);
        }
        assertThat(counted).isEqualTo(expected);
    }
}
