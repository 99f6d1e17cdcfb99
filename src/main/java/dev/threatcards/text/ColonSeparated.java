package dev.threatcards.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in one text, separated by colons; a backslash precedes a colon or backslash of a text itself. */
public final class ColonSeparated {

    private ColonSeparated() {
    }

    /** Joins texts, of which there is at least one. */
    public static String join(List<String> texts) {
        return texts.stream().map(text -> text.replace("\\", "\\\\").replace(":", "\\:"))
                .collect(Collectors.joining(":"));
    }

    /** Splits what {@link #join} joined. Any text can be split; a backslash at its end is ignored. */
    public static List<String> split(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < joined.length(); at++) {
            char letter = joined.charAt(at);
            if (letter == ':') {
                texts.add(text.toString());
                text.setLength(0);
            } else if (letter != '\\') {
                text.append(letter);
            } else if (at + 1 < joined.length()) {
                at++;
                text.append(joined.charAt(at));
            }
        }
        texts.add(text.toString());
        return List.copyOf(texts);
    }
}
