package dev.threatcards.index;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.apache.lucene.index.IndexReader;

import dev.threatcards.card.Facet;

/**
 * The values of each card of one commit, those of all facets side by side: who looks a card up for one facet has it at hand for the
 * others. Immutable, and safe for use by several threads.
 */
final class CardValues {

    /** To find the values of a card takes as long as to read so many words of bits, measured. */
    private static final int WORDS_A_CARD = 100;
    private static final int WORDS_A_VALUE = 5;

    /** Where the values of a document begin in {@link #values}; those of the next end them. */
    private final int[] starts;
    /** Values by their ordinal in the facet and the facet's {@link #first}. */
    private final int[] values;
    private final Map<Facet, Integer> first = new EnumMap<>(Facet.class);
    private final int size;

    private CardValues(Map<Facet, FacetOrdinals> facets, int documents) {
        starts = new int[documents + 1];
        int all = 0;
        for (Map.Entry<Facet, FacetOrdinals> facet : facets.entrySet()) {
            first.put(facet.getKey(), all);
            all += facet.getValue().values().size();
        }
        size = all;
        int[] ends = new int[documents];
        for (int document = 0; document < documents; document++) {
            ends[document] = starts[document];
            starts[document + 1] = starts[document];
            for (FacetOrdinals facet : facets.values()) {
                starts[document + 1] += facet.size(document);
            }
        }
        values = new int[starts[documents]];
        facets.forEach((facet, ordinals) -> {
            int offset = first.get(facet);
            ordinals.each((document, ordinal) -> values[ends[document]++] = offset + ordinal);
        });
    }

    static CardValues of(IndexReader reader) throws IOException {
        Map<Facet, FacetOrdinals> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            facets.put(facet, FacetOrdinals.of(facet, reader));
        }
        return new CardValues(facets, reader.maxDoc());
    }

    /** How many of the cards have a value of the facet, by its ordinal. */
    IntUnaryOperator counts(Facet facet, CardBits of) {
        int[] counts = of.counts(this);
        int offset = first.get(facet);
        return ordinal -> counts[offset + ordinal];
    }

    /** How many of the documents have each value of all facets. */
    int[] counted(int[] documents) {
        int[] counts = new int[size];
        for (int document : documents) {
            for (int i = starts[document]; i < starts[document + 1]; i++) {
                counts[values[i]]++;
            }
        }
        return counts;
    }

    /** What it takes to count that many cards, in words read. */
    long cost(int cards) {
        return (long) cards * (WORDS_A_CARD + WORDS_A_VALUE * (values.length / Math.max(1, starts.length - 1)))
                + size / Byte.SIZE;
    }
}
