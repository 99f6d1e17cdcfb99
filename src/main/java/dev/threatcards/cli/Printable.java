package dev.threatcards.cli;

import java.util.regex.Pattern;

/** Text of a card for a terminal, which obeys control characters, and for tables, which obey markup. */
final class Printable {

    // What a terminal acts on; a line break and a tab are what they seem.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private Printable() {
    }

    /** The text with every control character shown as a replacement character. */
    static String text(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }

    /** The same for a cell of a table, in which {@code @|red …|@} would be markup. */
    static String cell(String text) {
        return text(text).replace("@|", "@\u2060|");
    }
}
