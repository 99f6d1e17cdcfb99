package dev.threatcards.names;

import java.lang.Character.UnicodeScript;

import dev.threatcards.text.FoldedLetters;

/**
 * Finds the ends of words that no separator marks: where a script that writes no spaces between words meets another one, and before the "s"
 * of a plural behind a number. Pure functions.
 */
final class WordBreaks {

    /** The fewest ideographs of a name that counts within a run of them. */
    private static final int FEWEST_IDEOGRAPHS = 3;

    private WordBreaks() {
    }

    /** Whether a word may end between two adjacent letters. */
    static boolean between(int before, int after) {
        if (before < 0x80 && after < 0x80) {
            return false;
        }
        return isIdeograph(before) || isIdeograph(after) || isUnspaced(before) != isUnspaced(after);
    }

    private static boolean isIdeograph(int letter) {
        return Character.isIdeographic(letter);
    }

    private static boolean isUnspaced(int letter) {
        return switch (letter < 0x80 ? UnicodeScript.LATIN : UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            default -> false;
        };
    }

    /**
     * Whether a word that goes on ends a name all the same.
     *
     * @param start the offset of the name
     * @param end the offset behind it, where a letter follows, or the rest of a letter that folds to several
     */
    static boolean isEnd(String text, int start, int end) {
        if (end == text.length()) {
            return false;
        }
        int before = text.codePointBefore(end);
        int after = text.codePointAt(end);
        if (before < 0x80 && after < 0x80) {
            return after == 's' && isPlural(text, end);
        }
        return between(before, after) && !isFewIdeographs(text, start, end);
    }

    /** Whether the name is of so few ideographs that a longer word may have them too. */
    static boolean isFewIdeographs(String text, int start, int end) {
        return isIdeograph(text.codePointAt(start)) && text.codePointCount(start, end) < FEWEST_IDEOGRAPHS;
    }

    /** Whether the letter behind the name makes a plural of it: "APT28s". */
    private static boolean isPlural(String text, int end) {
        boolean isWordEnd = end + 1 == text.length() || !FoldedLetters.isLetterOrDigit(text.codePointAt(end + 1));
        return isWordEnd && Character.isDigit(text.charAt(end - 1));
    }
}
