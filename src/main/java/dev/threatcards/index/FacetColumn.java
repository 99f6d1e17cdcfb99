package dev.threatcards.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;

/**
 * The values of one facet on the cards of one commit, on the heap. A value's ordinal is its place in the order of the index. Deleted cards
 * have no values. Immutable and thread-safe.
 */
public final class FacetColumn {

    private final String field;
    private final List<String> values;
    /** The index of each document's first entry in {@link #ordinals}; the next document's ends its entries. */
    private final int[] starts;
    private final int[] ordinals;
    private final int[] totals;

    private FacetColumn(String field, List<String> values, int[] starts, int[] ordinals) {
        this.field = field;
        this.values = values;
        this.starts = starts;
        this.ordinals = ordinals;
        this.totals = new int[values.size()];
        for (int ordinal : ordinals) {
            totals[ordinal]++;
        }
    }

    static FacetColumn of(Facet facet, IndexReader reader) throws IOException {
        String field = CardFields.facet(facet);
        int[] starts = new int[reader.maxDoc() + 1];
        SortedSetDocValues index = MultiDocValues.getSortedSetValues(reader, field);
        if (index == null) {
            return new FacetColumn(field, List.of(), starts, new int[0]);
        }
        String[] values = new String[Math.toIntExact(index.getValueCount())];
        for (int ordinal = 0; ordinal < values.length; ordinal++) {
            values[ordinal] = index.lookupOrd(ordinal).utf8ToString();
        }
        Bits live = MultiBits.getLiveDocs(reader);
        IntStream.Builder ordinals = IntStream.builder();
        for (int document = 0; document < reader.maxDoc(); document++) {
            int count = (live == null || live.get(document)) && index.advanceExact(document)
                    ? index.docValueCount()
                    : 0;
            starts[document + 1] = starts[document] + count;
            for (int i = 0; i < count; i++) {
                ordinals.add(Math.toIntExact(index.nextOrd()));
            }
        }
        return new FacetColumn(field, List.of(values), starts, ordinals.build().toArray());
    }

    /** The value of an ordinal. */
    public String value(int ordinal) {
        return values.get(ordinal);
    }

    /** The ordinal of the first value of a document; -1 if it has none. */
    public int firstOrdinal(int document) {
        return starts[document] < starts[document + 1] ? ordinals[starts[document]] : -1;
    }

    /** The ordinal of a value; negative if no card has it. */
    public int ordinal(String value) {
        return Collections.binarySearch(values, CardFields.bounded(field, value), Comparator.comparing(BytesRef::new));
    }

    /** The number of cards of the set with each value, by ordinal. */
    public int[] counts(FixedBitSet cards) {
        int documents = starts.length - 1;
        if (2 * cards.cardinality() <= documents) {
            return counted(cards);
        }
        FixedBitSet others = cards.clone();
        others.flip(0, documents);
        int[] counts = counted(others);
        Arrays.setAll(counts, ordinal -> totals[ordinal] - counts[ordinal]);
        return counts;
    }

    private int[] counted(FixedBitSet cards) {
        int[] counts = new int[totals.length];
        BitSetIterator each = new BitSetIterator(cards, 0);
        for (int card = each.nextDoc(); card != DocIdSetIterator.NO_MORE_DOCS; card = each.nextDoc()) {
            for (int i = starts[card]; i < starts[card + 1]; i++) {
                counts[ordinals[i]]++;
            }
        }
        return counts;
    }

    /** The number of cards of the set with each value that any of them has. */
    public Map<String, Integer> countsByValue(FixedBitSet cards) {
        int[] counts = counts(cards);
        Map<String, Integer> byValue = new HashMap<>();
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] > 0) {
                byValue.put(values.get(ordinal), counts[ordinal]);
            }
        }
        return byValue;
    }
}
