package dev.threatcards.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntUnaryOperator;

import dev.threatcards.index.CardBits;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.search.Filters.Choice;

/** How many of a set of cards have each value of a facet. */
final class FacetCounts {

    private static final Comparator<FacetValue> MOST_FIRST = Comparator.comparingInt(FacetValue::count).reversed()
            .thenComparing(FacetValue::value);

    private FacetCounts() {
    }

    /**
     * The values that cards of the set have, the most frequent first.
     *
     * @param choice what is asked of the facet; the values named are listed at any count, 0 included, and beyond {@code size}
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     */
    static List<FacetValue> of(FacetColumn column, CardBits cards, Choice choice, String prefix, int size) {
        Set<String> named = choice.values();
        List<FacetValue> values = new ArrayList<>();
        named.stream().filter(value -> hasWord(value, prefix)).map(value -> new FacetValue(value,
                column.count(value, cards), choice.any().contains(value) || choice.all().contains(value)))
                .forEach(values::add);
        values.addAll(most(column, cards, named, prefix, size));
        values.sort(MOST_FIRST);
        return values;
    }

    /** The most frequent values that are not named. What fewer cards have in all than the last of them is not looked at. */
    private static Collection<FacetValue> most(FacetColumn column, CardBits cards, Set<String> named, String prefix,
            int size) {
        PriorityQueue<FacetValue> most = new PriorityQueue<>(MOST_FIRST.reversed());
        if (size == 0) {
            return most;
        }
        IntUnaryOperator counts = column.counts(cards, size + named.size());
        for (int ordinal : column.mostFirst()) {
            boolean isFull = most.size() == size;
            if (isFull && column.total(ordinal) < most.peek().count()) {
                break;
            }
            int count = counts.applyAsInt(ordinal);
            if (count == 0 || (isFull && count < most.peek().count())) {
                continue;
            }
            String value = column.value(ordinal);
            if (!named.contains(value) && hasWord(value, prefix)) {
                most.add(new FacetValue(value, count, false));
                if (most.size() > size) {
                    most.poll();
                }
            }
        }
        return most;
    }

    /** How many cards of the set have each value; those that none has are left out. */
    static Map<String, Integer> counts(FacetColumn column, CardBits cards) {
        Map<String, Integer> counts = new HashMap<>();
        IntUnaryOperator byOrdinal = column.counts(cards, column.size());
        for (int ordinal = 0; ordinal < column.size(); ordinal++) {
            int count = byOrdinal.applyAsInt(ordinal);
            if (count > 0) {
                counts.put(column.value(ordinal), count);
            }
        }
        return counts;
    }

    private static boolean hasWord(String value, String prefix) {
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
