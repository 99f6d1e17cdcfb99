package dev.threatcards.leads;

import java.util.stream.IntStream;

/** The documents that have something, in order, and how often each has it. The arrays are not modified. */
record Postings(int[] cards, int[] frequencies) {

    static final class Builder {
        private final IntStream.Builder cards = IntStream.builder();
        private final IntStream.Builder frequencies = IntStream.builder();

        void add(int card, int frequency) {
            cards.add(card);
            frequencies.add(frequency);
        }

        Postings build() {
            return new Postings(cards.build().toArray(), frequencies.build().toArray());
        }
    }

    /** The number of cards. */
    int size() {
        return cards.length;
    }
}
