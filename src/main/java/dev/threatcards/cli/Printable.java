package dev.threatcards.cli;

import java.util.regex.Pattern;

/** Makes text of cards safe for a terminal, which acts on control characters, and for tables, which act on markup. */
final class Printable {

    // Control and format characters but line feed and tab.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private Printable() {
    }

    /** The text with each control character replaced. */
    static String text(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }

    /** The same for a cell of a table, in which {@code @|red …|@} would be markup. */
    static String cell(String text) {
        return text(text).replace("@|", "@\u2060|");
    }
}
