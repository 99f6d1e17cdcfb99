package dev.threatcards.index;

import org.apache.lucene.util.FixedBitSet;

/**
 * Cards of one commit, as bits by document, with what is asked of them again for each facet. Bits and size are safe for use by several
 * threads, counting facets over them is for one.
 */
public final class CardBits {

    private final FixedBitSet bits;
    private final int size;
    private int[] documents;

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

    /** The documents, in their order. */
    int[] documents() {
        if (documents == null) {
            documents = new int[size];
            int document = -1;
            for (int i = 0; i < size; i++) {
                document = bits.nextSetBit(document + 1);
                documents[i] = document;
            }
        }
        return documents;
    }
}
