package dev.threatcards.search;

import java.util.Arrays;

/**
 * How many edits a text that is being typed is away from the beginning of another, by Damerau-Levenshtein distance. As in
 * {@link NearNames}, short words are not corrected, and digits are never forgiven. For one thread.
 */
final class NearBeginning {

    private static final int SHORTEST = 4;
    private static final int TWO_EDITS = 8;

    /** Texts longer than this are no names; each letter costs. */
    private static final int LONGEST = 50;

    private final String typed;
    private final String digits;
    private int[] previous;
    private int[] row;
    private int[] next;

    NearBeginning(String typed) {
        this.typed = typed;
        this.digits = digits(typed, typed.length());
        this.previous = new int[typed.length() + 1];
        this.row = new int[typed.length() + 1];
        this.next = new int[typed.length() + 1];
    }

    /** The most edits that are forgiven; 0 if none are. */
    int most() {
        if (typed.length() < SHORTEST || typed.length() > LONGEST) {
            return 0;
        }
        return typed.length() < TWO_EDITS ? 1 : 2;
    }

    /** The fewest edits that lead to a beginning of {@code text} with the same digits; more than {@code most} if it takes more. */
    int edits(String text, int most) {
        int fewest = most + 1;
        int longest = Math.min(text.length(), typed.length() + most);
        for (int i = 0; i <= typed.length(); i++) {
            row[i] = i;
        }
        for (int end = 1; end <= longest; end++) {
            int least = fill(text, end);
            turn();
            if (row[typed.length()] < fewest && digits(text, end).equals(digits)) {
                fewest = row[typed.length()];
            }
            // A transposition reaches back over one row.
            if (least > most && Arrays.stream(previous).min().orElse(0) > most) {
                break;
            }
        }
        return fewest;
    }

    /** Fills the row of the beginning of that length, and gives the least of it. */
    private int fill(String text, int end) {
        char last = text.charAt(end - 1);
        next[0] = end;
        int least = end;
        for (int i = 1; i <= typed.length(); i++) {
            int replaced = row[i - 1] + (typed.charAt(i - 1) == last ? 0 : 1);
            next[i] = Math.min(replaced, Math.min(row[i], next[i - 1]) + 1);
            boolean turned = i > 1 && end > 1 && typed.charAt(i - 2) == last
                    && typed.charAt(i - 1) == text.charAt(end - 2);
            if (turned) {
                next[i] = Math.min(next[i], previous[i - 2] + 1);
            }
            least = Math.min(least, next[i]);
        }
        return least;
    }

    private void turn() {
        int[] free = previous;
        previous = row;
        row = next;
        next = free;
    }

    private static String digits(String text, int end) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < end; i++) {
            if (Character.isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }
}
