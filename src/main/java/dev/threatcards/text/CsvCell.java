package dev.threatcards.text;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Guards cells of CSV files against formula injection: a spreadsheet computes a cell that begins like a formula, but not one that
 * begins with an apostrophe.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV Injection</a>
 */
public final class CsvCell {

    // The beginning of a formula, or what is cut off to find one: = + - @ in either width, a tab, the end of a line. Apostrophes
    // before it, which are a text's own or those of a guard, get one more, so that taking one away restores the text.
    private static final Pattern FORMULA = Pattern.compile("'*+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private CsvCell() {
    }

    /** The text, with an apostrophe before it if a spreadsheet could take it for a formula. */
    public static String guarded(String text) {
        return FORMULA.matcher(Objects.requireNonNull(text, "text")).matches() ? "'" + text : text;
    }

    /** The text that was {@link #guarded}. */
    public static String unguarded(String cell) {
        Objects.requireNonNull(cell, "cell");
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
