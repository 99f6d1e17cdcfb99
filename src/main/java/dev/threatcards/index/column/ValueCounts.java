package dev.threatcards.index.column;

import java.util.function.IntUnaryOperator;

/** How many of some cards have each value of a facet, by the value's rank. */
public interface ValueCounts extends IntUnaryOperator {

    /** Whether any of the cards has the value, which may be known sooner than how many have. */
    default boolean hasAny(int rank) {
        return applyAsInt(rank) > 0;
    }
}
