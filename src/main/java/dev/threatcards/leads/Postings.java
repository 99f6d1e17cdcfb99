package dev.threatcards.leads;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The documents that have something, in order, and how often each has it. The arrays are not modified. */
final class Postings {

    private final int[] cards;
    private final int[] frequencies;

    private Postings(int[] cards, int[] frequencies) {
        this.cards = cards;
        this.frequencies = frequencies;
    }

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

    int[] cards() {
        return cards;
    }

    int[] frequencies() {
        return frequencies;
    }

    /** How often a card has it; 0 if it does not. */
    int frequency(int card) {
        int at = Arrays.binarySearch(cards, card);
        return at < 0 ? 0 : frequencies[at];
    }

    /** The cards that have both, each as often as it has what it has less often. */
    Postings and(Postings other) {
        Builder both = new Builder();
        for (int i = 0; i < cards.length; i++) {
            int frequency = Math.min(frequencies[i], other.frequency(cards[i]));
            if (frequency > 0) {
                both.add(cards[i], frequency);
            }
        }
        return both.build();
    }

    /** How often a card that has it has it, on average; 1 if there is none. */
    double repetition() {
        return cards.length == 0 ? 1 : IntStream.of(frequencies).asLongStream().sum() / (double) cards.length;
    }

    /** The number of cards. */
    int size() {
        return cards.length;
    }
}
