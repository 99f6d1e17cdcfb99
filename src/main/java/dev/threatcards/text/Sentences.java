package dev.threatcards.text;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** The sentence boundaries of a text. A line break ends a sentence too, with or without a full stop. Immutable and thread-safe. */
public final class Sentences {

    /** Where each sentence starts, in order, and last the length of the text. */
    private final int[] boundaries;

    /** Finds the sentences of a text. */
    public Sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        IntStream.Builder found = IntStream.builder().add(0);
        for (int line = 0; line < text.length();) {
            int next = text.indexOf('\n', line) + 1;
            int end = next == 0 ? text.length() : next;
            breaks.setText(text.substring(line, end));
            for (int sentence = breaks.next(); sentence != BreakIterator.DONE; sentence = breaks.next()) {
                found.add(line + sentence);
            }
            line = end;
        }
        boundaries = found.build().toArray();
    }

    /**
     * The offset of the first character of the sentence that contains a character.
     *
     * @param offset the character's offset, less than the length of the text
     */
    public int start(int offset) {
        return boundaries[sentence(offset)];
    }

    /** The offset behind the last character of that sentence: where the next one starts, or the length of the text. */
    public int end(int offset) {
        return boundaries[sentence(offset) + 1];
    }

    private int sentence(int offset) {
        int found = Arrays.binarySearch(boundaries, offset);
        return found < 0 ? -found - 2 : found;
    }
}
