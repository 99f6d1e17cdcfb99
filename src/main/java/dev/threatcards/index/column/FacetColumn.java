package dev.threatcards.index.column;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;

/**
 * The values that the cards of one commit have of one facet, on the heap, and the cards of each value. A value has a rank, 0 for that
 * of the most cards, and an ordinal, 0 for the first in the alphabet. Deleted cards have no values. Immutable, and safe for use by several
 * threads.
 */
public final class FacetColumn {

    /** A value of more than one in so many cards has bits: a list would be longer. */
    private static final int SHARE_WITH_BITS = 125;

    private final String field;
    private final int documents;
    /** By ordinal. */
    private final List<String> values;
    private final Map<String, Integer> ranks;
    /** By rank, as all that follows. */
    private final int[] ordinals;
    private final CardSet[] cards;
    private final int[] totals;
    /** What it takes to count the values before each rank. */
    private final long[] costs;

    private FacetColumn(Facet facet, FacetOrdinals ofCards) {
        field = CardFields.facet(facet);
        documents = ofCards.documents();
        values = ofCards.values();
        CardSet[] byOrdinal = cards(ofCards);
        ordinals = IntStream.range(0, byOrdinal.length).boxed()
                .sorted(Comparator.comparingInt((Integer ordinal) -> byOrdinal[ordinal].size()).reversed())
                .mapToInt(Integer::intValue).toArray();
        cards = IntStream.of(ordinals).mapToObj(ordinal -> byOrdinal[ordinal]).toArray(CardSet[]::new);
        totals = Arrays.stream(cards).mapToInt(CardSet::size).toArray();
        ranks = new HashMap<>(2 * ordinals.length);
        costs = new long[cards.length + 1];
        for (int rank = 0; rank < cards.length; rank++) {
            ranks.put(values.get(ordinals[rank]), rank);
            costs[rank + 1] = costs[rank] + cards[rank].cost();
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

    /** How many values there are. Some may be of no card any more, where the cards that had them were deleted. */
    public int size() {
        return values.size();
    }

    /** The ordinal of the value of that rank. */
    public int ordinal(int rank) {
        return ordinals[rank];
    }

    /** The value of that ordinal. */
    public String value(int ordinal) {
        return values.get(ordinal);
    }

    /** How many cards of the whole commit have the value of that rank. */
    public int total(int rank) {
        return totals[rank];
    }

    /** How many of the cards have the value; 0 if nobody has it. */
    public int count(String value, CardBits of) {
        Integer rank = ranks.get(CardFields.bounded(field, value));
        return rank == null ? 0 : cards[rank].countIn(of.bits());
    }

    /** Adds the cards that have the value to a set. */
    public void addCards(String value, FixedBitSet set) {
        Integer rank = ranks.get(CardFields.bounded(field, value));
        if (rank != null) {
            cards[rank].addTo(set);
        }
    }

    /** Gives the cards that have the value of that rank, in their order. */
    void each(int rank, IntConsumer taking) {
        cards[rank].each(taking);
    }

    /**
     * How many of the cards have a value, by the value's rank. A value is counted when it is asked for the first time; by two threads at
     * once it is counted twice, and is the same.
     */
    ValueCounts countsOneByOne(FixedBitSet of) {
        int[] counts = new int[cards.length];
        Arrays.fill(counts, -1);
        return new ValueCounts() {
            @Override
            public int applyAsInt(int rank) {
                int count = counts[rank];
                if (count < 0) {
                    count = cards[rank].countIn(of);
                    counts[rank] = count;
                }
                return count;
            }

            @Override
            public boolean hasAny(int rank) {
                return counts[rank] < 0 ? cards[rank].isAnyIn(of) : counts[rank] > 0;
            }
        };
    }

    /**
     * What it takes to count the most frequent values of some cards one by one, in words of bits read, as far as can be told.
     *
     * @param size how many values are wanted
     * @param hits how many cards there are
     */
    long cost(int size, long hits) {
        return costs[asked(size, hits)];
    }

    /** How many values have to be looked at before the rest cannot be among the most frequent ones. */
    private int asked(int size, long hits) {
        if (size >= cards.length) {
            return cards.length;
        }
        long last = total(size) * hits / documents;
        int from = size;
        int to = cards.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (total(middle) >= last) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
