package dev.threatcards.index;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Where the sentences of a text begin. A line ends a sentence, full stop or not. What was found of a line is kept. Safe for use by several
 * threads.
 */
public final class Sentences {

    private final String text;
    /** Where each line begins; a last one that no line has is where the text ends. */
    private final int[] lines;
    /** Where the sentences of each line begin, the first with the line. */
    private final AtomicReferenceArray<int[]> sentences;

    Sentences(String text) {
        this.text = text;
        this.lines = lines(text);
        this.sentences = new AtomicReferenceArray<>(lines.length - 1);
    }

    private static int[] lines(String text) {
        int[] lines = new int[8];
        int size = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (size + 1 == lines.length) {
                lines = Arrays.copyOf(lines, 2 * size);
            }
            lines[size++] = end + 1;
        }
        // A text that ends with its line has no line behind that.
        if (lines[size - 1] < text.length() || size == 1) {
            lines[size++] = text.length();
        }
        return Arrays.copyOf(lines, size);
    }

    /**
     * Where the sentence begins that has the character at that offset.
     *
     * @param offset from 0 on, before the end of the text
     */
    public int start(int offset) {
        int[] ofLine = ofLine(line(offset));
        int place = Arrays.binarySearch(ofLine, offset);
        return ofLine[place < 0 ? -place - 2 : place];
    }

    /** Where it ends, exclusive: where the next one begins, or the text ends. */
    public int end(int offset) {
        int line = line(offset);
        int[] ofLine = ofLine(line);
        int place = Arrays.binarySearch(ofLine, offset);
        int next = place < 0 ? -place - 1 : place + 1;
        return next < ofLine.length ? ofLine[next] : lines[line + 1];
    }

    private int line(int offset) {
        int place = Arrays.binarySearch(lines, offset);
        return place < 0 ? -place - 2 : place;
    }

    private int[] ofLine(int line) {
        int[] known = sentences.get(line);
        if (known == null) {
            known = sentences(lines[line], text.substring(lines[line], lines[line + 1]));
            sentences.set(line, known);
        }
        return known;
    }

    private static int[] sentences(int from, String line) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(line);
        int[] starts = new int[4];
        int size = 1;
        starts[0] = from;
        for (int end = breaks.next(); end != BreakIterator.DONE && end < line.length(); end = breaks.next()) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
            }
            starts[size++] = from + end;
        }
        return Arrays.copyOf(starts, size);
    }
}
