package dev.threatcards.index;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
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

/** Ordinals take two bytes each, or more where there are too many values for that. */
final class FacetOrdinalsTest {

    private static final int COMMON = 3;

    @ParameterizedTest
    @ValueSource(ints = {10, (1 << Character.SIZE) - COMMON, 1 << Character.SIZE, 70_000})
    void valuesAreCountedHoweverManyThereAre(int documents) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (int i = 0; i < documents; i++) {
                    Document document = new Document();
                    document.add(value("own %06d", i));
                    document.add(value("shared %06d", i % COMMON));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                FacetOrdinals ordinals = FacetOrdinals.of(Facet.TOOL, reader);
                assertThat(ordinals.values()).hasSize(documents + Math.min(COMMON, documents));
                check(ordinals, documents);
            }
        }
    }

    private static SortedSetDocValuesField value(String format, int number) {
        return new SortedSetDocValuesField(CardFields.facet(Facet.TOOL),
                new BytesRef(String.format(Locale.ROOT, format, number)));
    }

    /** Values are in the order of the alphabet: those that one document has before those that many share. */
    private static void check(FacetOrdinals ordinals, int documents) {
        Random random = new Random(documents);
        FixedBitSet some = new FixedBitSet(documents);
        int[] expected = new int[documents + COMMON];
        for (int i = 0; i < documents; i++) {
            if (random.nextBoolean()) {
                some.set(i);
                expected[i]++;
                expected[documents + i % COMMON]++;
            }
        }
        assertThat(ordinals.counts(some)).isEqualTo(expected);
        int[] totals = new int[expected.length];
        ordinals.each((document, ordinal) -> {
            assertThat(List.of(document, documents + document % COMMON)).contains(ordinal);
            totals[ordinal]++;
        });
        assertThat(totals).startsWith(1).endsWith(documents / COMMON);
    }
}
