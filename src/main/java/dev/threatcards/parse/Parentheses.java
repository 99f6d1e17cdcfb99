package dev.threatcards.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The parentheses of a query's text that group its terms. Parentheses are also ordinary punctuation ("Lazarus (aka Hidden Cobra)"), so a pair
 * groups only where that makes a difference: there is an OR inside of it or beside it, or a plus, a minus or NOT before it.
 */
final class Parentheses {

    /** Deeper pairs are punctuation. */
    private static final int DEEPEST = 8;

    /** In parentheses it stays as it is, because names have such parts: "Cyber Caliphate Army (CCA)". */
    private static final Pattern ONE_WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.&'_/-]*");

    private static final String QUOTES = "\"“”";
    private static final String SIGNS = "+-";
    private static final Pattern OR_INSIDE = Pattern.compile("\\sOR\\s");
    private static final Pattern OPERATOR_BEFORE = Pattern.compile("(?:^|.*[\\s(])(?:OR|NOT)\\s+", Pattern.DOTALL);
    private static final Pattern OR_AFTER = Pattern.compile("\\s+OR\\s.*", Pattern.DOTALL);

    /**
     * A pair that groups.
     *
     * @param start the offset of the opening one, or of the sign before it
     * @param open the offset of the opening one
     * @param close the offset of the closing one
     * @param sign a plus or a minus before the opening one; a space if there is none
     */
    record Pair(int start, int open, int close, char sign) {

        boolean isNegated() {
            return sign == '-';
        }

        boolean isDemanded() {
            return sign == '+';
        }
    }

    private final String text;
    private final StringBuilder cleared;
    private final List<Pair> pairs = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    private Parentheses(String text) {
        this.text = text;
        this.cleared = new StringBuilder(text);
    }

    static Parentheses of(String text) {
        Parentheses parentheses = new Parentheses(text);
        parentheses.read();
        return parentheses;
    }

    /** The text without the parentheses that are punctuation between its words, with spaces in their place. */
    String text() {
        return cleared.toString();
    }

    /** The outermost pairs between two offsets, in order. */
    List<Pair> between(int from, int to) {
        List<Pair> outermost = new ArrayList<>();
        int at = from;
        for (Pair pair : pairs) {
            if (pair.start >= at && pair.close < to) {
                outermost.add(pair);
                at = pair.close + 1;
            }
        }
        return outermost;
    }

    private void read() {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (QUOTES.indexOf(letter) >= 0) {
                i = endOfPhrase(text, i);
            } else if (letter == '(') {
                open.push(i);
            } else if (letter == ')' && !open.isEmpty()) {
                close(i);
            }
        }
        open.stream().filter(this::isOpening).forEach(at -> cleared.setCharAt(at, ' '));
        pairs.sort(Comparator.comparingInt(Pair::open));
    }

    private void close(int close) {
        Pair pair = pair(text, open.pop(), close);
        if (!isOpening(pair.open)) {
            return;
        }
        boolean closes = isClosing(close);
        if (closes && open.size() < DEEPEST && isGroup(text, pair)) {
            pairs.add(pair);
        } else if (!closes || !ONE_WORD.matcher(text.substring(pair.open + 1, close)).matches()) {
            cleared.setCharAt(pair.open, ' ');
            if (closes) {
                cleared.setCharAt(close, ' ');
            }
        }
    }

    /** Whether a parenthesis is before the first letter of a word. */
    private boolean isOpening(int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == '(' || SIGNS.indexOf(text.charAt(before)) >= 0)) {
            before--;
        }
        return isBoundary(text, before);
    }

    private boolean isClosing(int at) {
        int after = at + 1;
        while (after < text.length() && text.charAt(after) == ')') {
            after++;
        }
        return isBoundary(text, after);
    }

    private static int endOfPhrase(String text, int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            if (QUOTES.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return quote;
    }

    private static boolean isBoundary(String text, int at) {
        return at < 0 || at >= text.length() || Character.isWhitespace(text.charAt(at));
    }

    private static Pair pair(String text, int open, int close) {
        boolean hasSign = open > 0 && SIGNS.indexOf(text.charAt(open - 1)) >= 0;
        return new Pair(hasSign ? open - 1 : open, open, close, hasSign ? text.charAt(open - 1) : ' ');
    }

    private static boolean isGroup(String text, Pair pair) {
        return pair.sign != ' ' || OR_INSIDE.matcher(text.substring(pair.open + 1, pair.close)).find()
                || OPERATOR_BEFORE.matcher(text.substring(0, pair.open)).matches()
                || OR_AFTER.matcher(text.substring(pair.close + 1)).matches();
    }
}
