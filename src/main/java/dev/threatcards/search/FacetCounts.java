package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.lucene.util.LongHeap;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.column.CardBits;
import dev.threatcards.index.column.FacetColumn;
import dev.threatcards.index.column.ValueCounts;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;

/** How many of a set of cards have each value of a facet. */
final class FacetCounts {

    private static final Comparator<FacetValue> MOST_FIRST = Comparator.comparingInt(FacetValue::count).reversed()
            .thenComparing(FacetValue::value);

    /** A deck of fewer cards is counted nearly as soon as another thread is awake. */
    private static final int LARGE_DECK = 100_000;

    /** So are fewer cards of a large one. */
    private static final int MANY = 1_000;

    private FacetCounts() {
    }

    /** Whether to count the cards, with filters laid over them or not, may take longer than to wake another thread. */
    static boolean takeLong(CardBits cards) {
        return cards.bits().length() >= LARGE_DECK && cards.size() >= MANY;
    }

    /**
     * The values that cards of the set have, the most frequent first.
     *
     * @param together the facets whose values are wanted of the same cards, this one among them
     * @param choice what is asked of the facet; the values named are listed at any count, 0 included, and beyond {@code size}
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     */
    static FacetValues of(Facet facet, CardBits cards, Set<Facet> together, Choice choice, String prefix, int size,
            CardReader searcher) throws IOException {
        FacetColumn column = searcher.column(facet);
        Set<String> named = choice.values();
        List<FacetValue> values = new ArrayList<>();
        named.stream().filter(value -> hasWord(value, prefix)).map(value -> new FacetValue(value,
                column.count(value, cards), choice.any().contains(value) || choice.all().contains(value)))
                .forEach(values::add);
        int total = values.size();
        if (column.size() > 0) {
            ValueCounts counts = searcher.counts(facet, cards, together, size + named.size());
            Predicate<String> isWanted = value -> hasWord(value, prefix);
            total += addMost(values, column, counts,
                    named.isEmpty() ? isWanted : isWanted.and(value -> !named.contains(value)), size);
        }
        values.sort(MOST_FIRST);
        return new FacetValues(values, total);
    }

    /**
     * Adds the most frequent values. What fewer cards have in all than the last of them is not counted.
     *
     * @return how many values there are to choose from
     */
    private static int addMost(List<FacetValue> values, FacetColumn column, ValueCounts counts,
            Predicate<String> isWanted, int size) {
        // The least of them on top: counts in the upper half, and the ordinal, turned round, in the lower.
        LongHeap most = new LongHeap(Math.max(1, Math.min(size, column.size())));
        long least = 0;
        int total = 0;
        int rank = 0;
        for (; size > 0 && rank < column.size() && column.total(rank) >= count(least); rank++) {
            int ordinal = column.ordinal(rank);
            int count = counts.applyAsInt(rank);
            long entry = (long) count << Integer.SIZE | Integer.MAX_VALUE - ordinal;
            if (count > 0 && isWanted.test(column.value(ordinal))) {
                total++;
                if (entry > least) {
                    most.insertWithOverflow(entry);
                    least = most.size() == size ? most.top() : 0;
                }
            }
        }
        for (; rank < column.size(); rank++) {
            if (counts.hasAny(rank) && isWanted.test(column.value(column.ordinal(rank)))) {
                total++;
            }
        }
        while (most.size() > 0) {
            long entry = most.pop();
            values.add(new FacetValue(column.value(Integer.MAX_VALUE - (int) entry), count(entry), false));
        }
        return total;
    }

    private static int count(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    /** How many cards of the set have each value; those that none has are left out. */
    static Map<String, Integer> counts(Facet facet, CardBits cards, CardReader searcher) throws IOException {
        FacetColumn column = searcher.column(facet);
        ValueCounts counts = searcher.counts(facet, cards, Set.of(facet), column.size());
        Map<String, Integer> all = new HashMap<>();
        for (int rank = 0; rank < column.size(); rank++) {
            int count = counts.applyAsInt(rank);
            if (count > 0) {
                all.put(column.value(column.ordinal(rank)), count);
            }
        }
        return all;
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
