package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongHeap;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.query.Filters;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;

/** The most frequent values of a facet over a set of cards. */
final class FacetCounts {

    private static final Comparator<FacetValue> MOST_FREQUENT_FIRST = Comparator.comparingInt(FacetValue::count)
            .reversed().thenComparing(FacetValue::value);

    private FacetCounts() {
    }

    /**
     * Counts the values that cards of the set have.
     *
     * @param filters the filters; those on the facet are listed at any count, 0 included, and beyond {@code size}
     * @param prefix how a word of the value begins, in any case; empty for all values
     * @param size the most values that are not selected
     */
    static FacetValues of(Facet facet, FixedBitSet cards, ReadFilters filters, String prefix, int size,
            CardReader reader) throws IOException {
        FacetColumn column = reader.column(facet);
        return of(column, column.counts(cards), column.without(cards), filters.listed(facet), prefix, size);
    }

    /**
     * The most frequent values of a column.
     *
     * @param counts the count of each value, by ordinal
     * @param without the count of what has no value; not a value itself, but listed if it is selected
     * @param selected the values to be listed in any case, with whether they are required
     */
    static FacetValues of(FacetColumn column, int[] counts, int without, Map<String, Boolean> selected, String prefix,
            int size) {
        List<FacetValue> values = new ArrayList<>();
        int total = 0;
        for (Map.Entry<String, Boolean> value : selected.entrySet()) {
            if (hasWord(value.getKey(), prefix)) {
                int ordinal = column.ordinal(value.getKey());
                boolean isNone = ordinal < 0 && Filters.isNone(value.getKey());
                int count = ordinal >= 0 ? counts[ordinal] : 0;
                values.add(new FacetValue(value.getKey(), isNone ? without : count, value.getValue()));
                total += isNone ? 0 : 1;
            }
        }
        Set<Integer> listed = selected.keySet().stream().map(column::ordinal).collect(Collectors.toSet());
        // A heap with the least frequent value on top: the count in the upper half, the inverted ordinal in the lower.
        LongHeap most = new LongHeap(Math.max(1, Math.min(size, counts.length)));
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] > 0) {
                String value = column.value(ordinal);
                if (hasWord(value, prefix) && !listed.contains(ordinal)) {
                    total++;
                    most.insertWithOverflow((long) counts[ordinal] << Integer.SIZE | Integer.MAX_VALUE - ordinal);
                }
            }
        }
        while (size > 0 && most.size() > 0) {
            int ordinal = Integer.MAX_VALUE - (int) most.pop();
            values.add(new FacetValue(column.value(ordinal), counts[ordinal], false));
        }
        values.sort(MOST_FREQUENT_FIRST);
        return new FacetValues(values, total, without);
    }

    /** Whether a word of the value begins with the prefix, in any case. */
    static boolean hasWord(String value, String prefix) {
        if (prefix.isEmpty()) {
            return true;
        }
        String text = value.toLowerCase(Locale.ROOT);
        String beginning = prefix.strip().toLowerCase(Locale.ROOT);
        int at = text.indexOf(beginning);
        while (at >= 0) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                return true;
            }
            at = text.indexOf(beginning, at + 1);
        }
        return false;
    }
}
