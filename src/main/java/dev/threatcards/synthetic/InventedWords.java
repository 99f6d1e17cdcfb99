package dev.threatcards.synthetic;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Words that no language has, one a number; small numbers make short words and are drawn often, as in any text. */
final class InventedWords {

    private static final String CONSONANTS = "bdfghjklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();

    /** The logarithm of how many words there are to draw. */
    private static final double MOST = Math.log(2e7);

    private InventedWords() {
    }

    /** The word of that number: two syllables at least, the first letter a capital. */
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

    /** Any word: the one of number n about 1/n as often as the first. */
    static String draw(RandomGenerator random) {
        return of((long) Math.exp(random.nextDouble() * MOST));
    }
}
