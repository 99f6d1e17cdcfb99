package dev.threatcards.index;

import java.util.Arrays;

/**
 * Where white space parts a text, and the hashes of what it parts. All are found before any is looked up, so that the processor can wait
 * for several places of memory at once.
 */
final class WordsOfText {

    /** Up to here letters stand by themselves: no marks that join the letter before them, none that are not seen. */
    private static final char COMBINING = '\u0300';
    /** The first of the signs that few texts have. */
    private static final char RARE = '\u00A9';
    /** Dashes, quotes and dots of printed text. */
    private static final char DASHES = '\u2010';
    private static final char AFTER_DOTS = '\u2028';

    /** Characters from one word's beginning to the next one's, in prose. */
    private static final int LENGTH = 6;

    private int[] places;
    private long[] hashes;
    private int size;

    private WordsOfText(int most) {
        places = new int[2 * most];
        hashes = new long[most];
    }

    /**
     * The words of a text.
     *
     * @param length characters that are looked through
     * @return null if it has signs by which the tokenizer may join what white space parts
     */
    static WordsOfText of(String text, int length) {
        WordsOfText words = new WordsOfText(1 + length / LENGTH);
        for (int start = next(text, 0, length); start < length;) {
            long hash = WordMasks.EMPTY_WORD;
            int end = start;
            for (; end < length && !isSpace(text.charAt(end)); end++) {
                if (!isPlain(text.charAt(end))) {
                    return null;
                }
                hash = WordMasks.hash(hash, text.charAt(end));
            }
            words.add(start, end, hash);
            start = next(text, end, length);
        }
        return words;
    }

    private void add(int start, int end, long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            places = Arrays.copyOf(places, 4 * size);
        }
        places[2 * size] = start;
        places[2 * size + 1] = end;
        hashes[size] = hash;
        size++;
    }

    int size() {
        return size;
    }

    int start(int word) {
        return places[2 * word];
    }

    /** Exclusive. */
    int end(int word) {
        return places[2 * word + 1];
    }

    /** See {@link WordMasks#hash}. */
    long hash(int word) {
        return hashes[word];
    }

    /** Whether white space parts what the tokenizer parts: always, but for marks and signs that belong to what is before them. */
    private static boolean isPlain(char sign) {
        return sign < COMBINING ? sign < RARE || !isOdd(sign) : DASHES <= sign && sign < AFTER_DOTS;
    }

    /** A mark that is not seen, or a sign that is a word to the tokenizer and to nothing after it. */
    private static boolean isOdd(char sign) {
        return sign == '\u00A9' || sign == '\u00AD' || sign == '\u00AE';
    }

    /** Where the next word begins. */
    static int next(String text, int from, int length) {
        int next = from;
        while (next < length && isSpace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /** Where the word ends that begins there. */
    static int end(String text, int start, int length) {
        int end = start;
        while (end < length && !isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char sign) {
        return sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r';
    }
}
