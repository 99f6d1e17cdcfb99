package dev.threatcards.export;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as cells of a table that people open in a spreadsheet. */
final class CsvCell {

    // What a spreadsheet takes for a formula, or cuts off to find one (OWASP, "CSV Injection"): = + - @ in either width, a tab, a
    // line's end. The apostrophes before it are ours, or a text's own, which then gets one more.
    private static final Pattern FORMULA = Pattern.compile("'*+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private CsvCell() {
    }

    /** The text, with an apostrophe before it if a spreadsheet would run it. A reader takes one away again. */
    static String safe(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** Several texts in one cell, parted by " | "; a bar or a backslash in a text has a backslash before it. */
    static String joined(List<String> texts) {
        return texts.stream().map(text -> text.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining(" | "));
    }
}
