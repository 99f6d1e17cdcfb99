package dev.threatcards.synthetic;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Invented words, numbered. Small numbers give short words and are drawn often, as short words are in natural text (Zipf's law). */
final class InventedWords {

    private static final String CONSONANTS = "bdfghjklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();

    /** The natural logarithm of the number of words. */
    private static final double MOST = Math.log(2e7);

    private InventedWords() {
    }

    /** The word of a number: capitalized, at least two syllables. */
    static String of(long number) {
        StringBuilder word = new StringBuilder();
        long left = number;
        do {
            int syllable = (int) (left % SYLLABLES);
            word.append(CONSONANTS.charAt(syllable / VOWELS.length()))
                    .append(VOWELS.charAt(syllable % VOWELS.length()));
            left /= SYLLABLES;
        } while (left > 0 || word.length() < 4);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A random word; word n is about n times rarer than word 1. */
    static String draw(RandomGenerator random) {
        return of((long) Math.exp(random.nextDouble() * MOST));
    }
}
