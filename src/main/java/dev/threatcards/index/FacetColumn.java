package dev.threatcards.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import dev.threatcards.text.NameKeys;

/**
 * The values of one facet on the cards of one commit, on the heap. A value's ordinal is its place in the order of the index. Deleted cards
 * have no values. Givers of names that differ in case, accents and separators alone are one value, that in the spelling that most cards use;
 * of equally frequent ones the first in alphabetical order. Immutable and thread-safe.
 */
public final class FacetColumn {

    private final String field;
    private final List<String> values;
    /** The index of each document's first entry in {@link #ordinals}; the next document's ends its entries. */
    private final int[] starts;
    private final int[] ordinals;
    private final int[] totals;
    /** The spellings of each value that has several, by the one that stands for all. */
    private final Map<Integer, Map<String, Integer>> merged;
    /** The ordinal that stands for each value. */
    private final int[] standing;
    /** The ordinals of givers by their folded keys; empty for other facets. */
    private final Map<String, Integer> byKey;

    private FacetColumn(String field, List<String> values, int[] starts, int[] ordinals) {
        this(field, values, starts, ordinals, IntStream.range(0, values.size()).toArray(), Map.of(), Map.of());
    }

    private FacetColumn(String field, List<String> values, int[] starts, int[] ordinals, int[] standing,
            Map<Integer, Map<String, Integer>> merged, Map<String, Integer> byKey) {
        this.byKey = byKey;
        this.standing = standing;
        this.merged = merged;
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
        FacetColumn column = of(CardFields.facet(facet), reader);
        return facet == Facet.GIVER ? column.withSpellingsMerged() : column;
    }

    /** The values of a field with sorted set doc values. */
    static FacetColumn of(String field, IndexReader reader) throws IOException {
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

    /** This column with one value for all spellings with the same folded key. */
    private FacetColumn withSpellingsMerged() {
        Map<String, List<Integer>> spellings = new LinkedHashMap<>();
        for (int ordinal = 0; ordinal < values.size(); ordinal++) {
            String folded = NameKeys.folded(values.get(ordinal));
            spellings.computeIfAbsent(folded.isEmpty() ? values.get(ordinal) : folded, key -> new ArrayList<>(1))
                    .add(ordinal);
        }
        int[] stands = IntStream.range(0, values.size()).toArray();
        Map<Integer, Map<String, Integer>> several = new TreeMap<>();
        Map<String, Integer> keys = new HashMap<>();
        for (List<Integer> same : spellings.values()) {
            same.sort(Comparator.comparingInt((Integer ordinal) -> -totals[ordinal])
                    .thenComparing(Comparator.naturalOrder()));
            int first = same.getFirst();
            same.forEach(ordinal -> stands[ordinal] = first);
            keys.put(NameKeys.folded(values.get(first)), first);
            if (same.size() > 1) {
                Map<String, Integer> counts = new LinkedHashMap<>();
                same.forEach(ordinal -> counts.put(values.get(ordinal), totals[ordinal]));
                several.put(first, Collections.unmodifiableMap(counts));
            }
        }
        keys.remove("");
        int[] distinct = new int[starts.length];
        IntStream.Builder mapped = IntStream.builder();
        for (int document = 0; document + 1 < starts.length; document++) {
            int[] ofDocument = IntStream.range(starts[document], starts[document + 1]).map(i -> stands[ordinals[i]])
                    .distinct().sorted().toArray();
            IntStream.of(ofDocument).forEach(mapped::add);
            distinct[document + 1] = distinct[document] + ofDocument.length;
        }
        return new FacetColumn(field, values, distinct, mapped.build().toArray(), stands, several, keys);
    }

    /** The values that cards spell in several ways, by the spelling that stands for all, with the number of cards of each spelling. */
    public Map<String, Map<String, Integer>> merged() {
        Map<String, Map<String, Integer>> byValue = new LinkedHashMap<>();
        merged.forEach((ordinal, spellings) -> byValue.put(values.get(ordinal), spellings));
        return Collections.unmodifiableMap(byValue);
    }

    /** All spellings of a value that are one with it, itself too; the value alone if no card has it. */
    public Set<String> spellings(String value) {
        int ordinal = ordinal(value);
        return ordinal < 0 ? Set.of(value) : merged.getOrDefault(ordinal, Map.of(values.get(ordinal), 0)).keySet();
    }

    /** All values in the order of the index, spellings that are one with another value too. */
    public List<String> values() {
        return values;
    }

    /** The value of an ordinal. */
    public String value(int ordinal) {
        return values.get(ordinal);
    }

    /** The ordinal of the first value of a document; -1 if it has none. */
    public int firstOrdinal(int document) {
        return starts[document] < starts[document + 1] ? ordinals[starts[document]] : -1;
    }

    /** The ordinal of a value, of a giver in any spelling that of the one that stands for all; negative if no card has it. */
    public int ordinal(String value) {
        int spelt = spelt(value);
        return spelt < 0 ? byKey.getOrDefault(NameKeys.folded(value), spelt) : standing[spelt];
    }

    private int spelt(String value) {
        return Collections.binarySearch(values, CardFields.bounded(field, value), Comparator.comparing(BytesRef::new));
    }

    /** The number of cards of the set without a value. */
    public int without(FixedBitSet cards) {
        int without = 0;
        BitSetIterator each = new BitSetIterator(cards, 0);
        for (int card = each.nextDoc(); card != DocIdSetIterator.NO_MORE_DOCS; card = each.nextDoc()) {
            without += starts[card] == starts[card + 1] ? 1 : 0;
        }
        return without;
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

    /**
     * The number of operations of the set whose actor has each value, by ordinal.
     *
     * @param actors all actors: an operation belongs to the next one
     */
    public int[] countsOfOperations(FixedBitSet operations, FixedBitSet actors) {
        int[] counts = new int[totals.length];
        BitSetIterator each = new BitSetIterator(operations, 0);
        for (int operation = each.nextDoc(); operation != DocIdSetIterator.NO_MORE_DOCS; operation = each.nextDoc()) {
            int actor = actors.nextSetBit(operation);
            for (int i = starts[actor]; i < starts[actor + 1]; i++) {
                counts[ordinals[i]]++;
            }
        }
        return counts;
    }

    /** The number of operations of the set whose actor has no value; see {@link #countsOfOperations}. */
    public int operationsWithout(FixedBitSet operations, FixedBitSet actors) {
        int without = 0;
        BitSetIterator each = new BitSetIterator(operations, 0);
        for (int operation = each.nextDoc(); operation != DocIdSetIterator.NO_MORE_DOCS; operation = each.nextDoc()) {
            int actor = actors.nextSetBit(operation);
            without += starts[actor] == starts[actor + 1] ? 1 : 0;
        }
        return without;
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
