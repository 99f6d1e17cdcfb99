package dev.threatcards.text;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts offsets in a text to lines and columns. Immutable and thread-safe. */
public final class TextLines {

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n?|\n");

    private final String text;
    private final NavigableMap<Integer, Integer> lines = new TreeMap<>(Map.of(0, 1));

    /**
     * A place in a text.
     *
     * @param line the line, from 1
     * @param column the character in the line, from 1
     */
    public record Place(int line, int column) {
    }

    /**
     * @param text the whole text; its lines may end with LF, CR or both
     */
    public TextLines(String text) {
        this.text = text;
        Matcher lineBreak = LINE_BREAK.matcher(text);
        while (lineBreak.find()) {
            lines.put(lineBreak.end(), lines.size() + 1);
        }
    }

    /** The place of an offset in UTF-16 code units. */
    public Place place(int offset) {
        Map.Entry<Integer, Integer> line = lines.floorEntry(offset);
        return new Place(line.getValue(), text.codePointCount(line.getKey(), offset) + 1);
    }
}
