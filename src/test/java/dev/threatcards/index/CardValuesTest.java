package dev.threatcards.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Facet;

import static org.assertj.core.api.Assertions.assertThat;

/** Values take two bytes each, or more where there are too many values for that. */
final class CardValuesTest {

    private static final int COMMON = 3;
    private static final String OWN = "own %06d";
    private static final String SHARED = "shared %06d";

    @ParameterizedTest
    @ValueSource(ints = {10, (1 << Character.SIZE) - COMMON, 1 << Character.SIZE, 70_000})
    void valuesAreCountedHoweverManyThereAre(int documents) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (int i = 0; i < documents; i++) {
                    Document document = new Document();
                    document.add(value(OWN, i));
                    document.add(value(SHARED, i % COMMON));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                FacetColumn column = FacetColumn.of(Facet.TOOL, reader);
                assertThat(column.size()).isEqualTo(documents + COMMON);
                CardValues values = new CardValues(List.of(FacetColumn.of(Facet.GIVER, reader), column), documents);
                check(values, column, documents, 0.3);
                check(values, column, documents, 0.9);
            }
        }
    }

    private static SortedSetDocValuesField value(String format, int number) {
        return new SortedSetDocValuesField(CardFields.facet(Facet.TOOL),
                new BytesRef(String.format(Locale.ROOT, format, number)));
    }

    private static void check(CardValues values, FacetColumn column, int documents, double share) {
        Random random = new Random(documents);
        FixedBitSet some = new FixedBitSet(documents);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < documents; i++) {
            int own = random.nextDouble() < share ? 1 : 0;
            if (own > 0) {
                some.set(i);
            }
            expected.put(String.format(Locale.ROOT, OWN, i), own);
            expected.merge(String.format(Locale.ROOT, SHARED, i % COMMON), own, Integer::sum);
        }
        int[] counts = values.counts(some, some.cardinality());
        Map<String, Integer> counted = new HashMap<>();
        for (int rank = 0; rank < column.size(); rank++) {
            counted.put(column.value(column.ordinal(rank)), counts[rank]);
        }
        assertThat(counted).isEqualTo(expected);
    }
}
