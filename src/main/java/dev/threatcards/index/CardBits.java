package dev.threatcards.index;

import org.apache.lucene.util.FixedBitSet;

/**
 * Cards of one commit, as bits by document, with what is asked of them again for each facet. Safe for use by several threads.
 */
public final class CardBits {

    private final FixedBitSet bits;
    private final int size;
    /** Made when they are first asked for; by two threads at once they are made twice, and are the same. */
    private volatile int[] counts;

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

    /** How many of them have each value of all facets, counted once. */
    int[] counts(CardValues values) {
        int[] made = counts;
        if (made == null) {
            made = values.counted(documents());
            counts = made;
        }
        return made;
    }

    /** What it takes to count them, in words read. */
    long costOfCounts(CardValues values) {
        return counts == null ? values.cost(size) : 0;
    }

    private int[] documents() {
        int[] documents = new int[size];
        int document = -1;
        for (int i = 0; i < size; i++) {
            document = bits.nextSetBit(document + 1);
            documents[i] = document;
        }
        return documents;
    }
}
