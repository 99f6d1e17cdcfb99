package dev.threatcards.index.column;

import java.util.function.IntConsumer;

import org.apache.lucene.util.FixedBitSet;

/** The documents of one commit that have a value: as bits where they are many, one by one where they are few. Immutable. */
sealed interface CardSet {

    /** One of few documents is looked up in the time in which so many words of bits are read. */
    int WORDS_A_LOOKUP = 2;

    /** How many they are. */
    int size();

    /** How many of them are in the other set. */
    int countIn(FixedBitSet cards);

    /** Whether any of them is in the other set. */
    boolean isAnyIn(FixedBitSet cards);

    /** Adds them to the set. */
    void addTo(FixedBitSet cards);

    /** Gives each of them, in their order. */
    void each(IntConsumer taking);

    /** What it takes to count them, in words read. */
    int cost();

    /** Bits over the whole index. */
    record Many(FixedBitSet cards, int size) implements CardSet {
        @Override
        public int countIn(FixedBitSet others) {
            return Math.toIntExact(FixedBitSet.intersectionCount(cards, others));
        }

        @Override
        public boolean isAnyIn(FixedBitSet others) {
            return cards.intersects(others);
        }

        @Override
        public void addTo(FixedBitSet others) {
            others.or(cards);
        }

        @Override
        public void each(IntConsumer taking) {
            long[] words = cards.getBits();
            for (int word = 0; word < FixedBitSet.bits2words(cards.length()); word++) {
                for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                    taking.accept((word << 6) + Long.numberOfTrailingZeros(rest));
                }
            }
        }

        @Override
        public int cost() {
            return FixedBitSet.bits2words(cards.length());
        }
    }

    /** Documents in their order. */
    final class Few implements CardSet {
        private final int[] documents;

        /**
         * A set of those documents.
         *
         * @param documents in their order; not to be changed any more
         */
        Few(int[] documents) {
            this.documents = documents;
        }

        @Override
        public int size() {
            return documents.length;
        }

        @Override
        public int countIn(FixedBitSet others) {
            long[] words = others.getBits();
            long count = 0;
            for (int document : documents) {
                // Added as it is: whether a bit is set is not to be foreseen, and a wrong guess costs more than the sum.
                count += words[document >> 6] >>> document & 1;
            }
            return (int) count;
        }

        @Override
        public boolean isAnyIn(FixedBitSet others) {
            for (int document : documents) {
                if (others.get(document)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void addTo(FixedBitSet others) {
            for (int document : documents) {
                others.set(document);
            }
        }

        @Override
        public void each(IntConsumer taking) {
            for (int document : documents) {
                taking.accept(document);
            }
        }

        @Override
        public int cost() {
            return 1 + documents.length * WORDS_A_LOOKUP;
        }
    }
}
