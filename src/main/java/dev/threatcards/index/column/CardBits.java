package dev.threatcards.index.column;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;

/**
 * Cards of one commit, as bits by document, with what was counted of them, which is kept for who asks again. Safe for use by several
 * threads.
 */
public final class CardBits {

    private final FixedBitSet bits;
    private final int size;
    private final Map<Facet, ValueCounts> counts = new ConcurrentHashMap<>();

    /**
     * Those cards.
     *
     * @param bits one for each document of the commit; not to be changed any more
     */
    public CardBits(FixedBitSet bits) {
        this.bits = bits;
        this.size = bits.cardinality();
    }

    /** The bits; not to be changed. */
    public FixedBitSet bits() {
        return bits;
    }

    /** How many cards they are. */
    public int size() {
        return size;
    }

    /** How many of them have a value of the facet, by the value's rank; null if nobody counted yet. */
    ValueCounts counts(Facet facet) {
        return counts.get(facet);
    }

    /** Keeps what was counted for who asks next. */
    void keep(Facet facet, ValueCounts counted) {
        counts.put(facet, counted);
    }
}
