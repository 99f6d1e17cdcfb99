package dev.threatcards.text;

import java.util.regex.Pattern;

/**
 * Guards cells of CSV files against formula injection: a spreadsheet computes a cell that begins like a formula, but not one that
 * begins with an apostrophe.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV Injection</a>
 */
public final class CsvCell {

    // A formula begins with = + - @ in either width, or after a tab or line break, which spreadsheets skip. A text that begins with
    // apostrophes before a formula gets one more, so that removing one restores it.
    private static final Pattern FORMULA = Pattern.compile("'*+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

    private CsvCell() {
    }

    /** Puts an apostrophe before a text that a spreadsheet could take for a formula. */
    public static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** Reverses {@link #guarded}. */
    public static String unguarded(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
