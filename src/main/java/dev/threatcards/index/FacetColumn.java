package dev.threatcards.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;

/**
 * The values that the cards of one commit have of one facet, on the heap, and the cards of each value. What many cards have is counted
 * by words of bits, what few cards are asked for by their values. Deleted cards have none. Immutable, and safe for use by several
 * threads.
 */
public final class FacetColumn {

    /** A value of more than one in so many cards has bits: a list would be longer. */
    private static final int SHARE_WITH_BITS = 125;

    private final Facet facet;
    private final List<String> values;
    private final FacetOrdinals ofCards;
    private final Map<String, Integer> ordinals;
    private final CardSet[] cards;
    private final List<Integer> mostFirst;
    /** What it takes to count the first values of {@link #mostFirst}, one more at each place. */
    private final long[] costs;

    private FacetColumn(Facet facet, FacetOrdinals ofCards) {
        this.facet = facet;
        this.ofCards = ofCards;
        values = ofCards.values();
        cards = cards(ofCards);
        ordinals = new HashMap<>(2 * values.size());
        for (int ordinal = 0; ordinal < values.size(); ordinal++) {
            ordinals.put(values.get(ordinal), ordinal);
        }
        mostFirst = IntStream.range(0, cards.length).boxed()
                .sorted(Comparator.comparingInt((Integer ordinal) -> cards[ordinal].size()).reversed()).toList();
        costs = new long[cards.length + 1];
        for (int i = 0; i < cards.length; i++) {
            costs[i + 1] = costs[i] + cards[mostFirst.get(i)].cost();
        }
    }

    static FacetColumn of(Facet facet, IndexReader reader) throws IOException {
        return new FacetColumn(facet, FacetOrdinals.of(facet, reader));
    }

    private static CardSet[] cards(FacetOrdinals read) {
        int[] sizes = new int[read.values().size()];
        read.each((document, ordinal) -> sizes[ordinal]++);
        FixedBitSet[] many = new FixedBitSet[sizes.length];
        int[][] few = new int[sizes.length][];
        for (int ordinal = 0; ordinal < sizes.length; ordinal++) {
            if (sizes[ordinal] > read.documents() / SHARE_WITH_BITS) {
                many[ordinal] = new FixedBitSet(read.documents());
            } else {
                few[ordinal] = new int[sizes[ordinal]];
            }
        }
        int[] filled = new int[sizes.length];
        read.each((document, ordinal) -> {
            if (many[ordinal] != null) {
                many[ordinal].set(document);
            } else {
                few[ordinal][filled[ordinal]++] = document;
            }
        });
        CardSet[] sets = new CardSet[sizes.length];
        Arrays.setAll(sets,
                ordinal -> many[ordinal] != null
                        ? new CardSet.Many(many[ordinal], sizes[ordinal])
                        : new CardSet.Few(few[ordinal]));
        return sets;
    }

    /** How many values there are; each has an ordinal from 0 on, in the order of the alphabet. */
    public int size() {
        return values.size();
    }

    /** The value of an ordinal. */
    public String value(int ordinal) {
        return values.get(ordinal);
    }

    /** The ordinals of the values that any card has, those of the most cards first. */
    public List<Integer> mostFirst() {
        return mostFirst;
    }

    /** How many cards of the whole commit have the value. */
    public int total(int ordinal) {
        return cards[ordinal].size();
    }

    /** How many of the cards have the value; 0 if nobody has it. */
    public int count(String value, CardBits of) {
        Integer ordinal = ordinals.get(value);
        return ordinal == null ? 0 : cards[ordinal].countIn(of.bits());
    }

    /** Adds the cards that have the value to a set. */
    public void addCards(String value, FixedBitSet set) {
        Integer ordinal = ordinals.get(value);
        if (ordinal != null) {
            cards[ordinal].addTo(set);
        }
    }

    /**
     * How many of the cards have a value, by the value's ordinal; in whichever way is quicker for the most frequent values.
     *
     * @param size how many of the most frequent values will be asked for
     */
    public IntUnaryOperator counts(CardBits of, int size) {
        return of.size() == ofCards.documents() ? this::total : of.counts(facet, () -> counting(of, size));
    }

    private IntUnaryOperator counting(CardBits of, int size) {
        if (costs[asked(size, of.size())] < ofCards.cost(of.size())) {
            return eachOnce(of.bits());
        }
        int[] counts = ofCards.counts(of.bits());
        return ordinal -> counts[ordinal];
    }

    /** Counts a value when it is asked for the first time; by two threads at once it is counted twice, and is the same. */
    private IntUnaryOperator eachOnce(FixedBitSet of) {
        int[] counts = new int[cards.length];
        Arrays.fill(counts, -1);
        return ordinal -> {
            int count = counts[ordinal];
            if (count < 0) {
                count = cards[ordinal].countIn(of);
                counts[ordinal] = count;
            }
            return count;
        };
    }

    /** How many values have to be looked at before the rest cannot be among the most frequent ones, as far as can be told. */
    private int asked(int size, long hits) {
        if (size >= values.size()) {
            return values.size();
        }
        long last = total(mostFirst.get(size)) * hits / ofCards.documents();
        int from = size;
        int to = values.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (total(mostFirst.get(middle)) >= last) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
