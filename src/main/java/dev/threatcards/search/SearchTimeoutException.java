package dev.threatcards.search;

import java.time.Duration;

/** A search that took longer than {@link Limits#searchTime} and was given up; the message is for a person. */
public final class SearchTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Clauses of a query, beyond which fewer would help. */
    private static final int MANY = 4;

    /** The longest piece of a query in a message, in characters. */
    private static final int SHOWN = 80;

    SearchTimeoutException(QueryTree tree, Duration limit) {
        super("The search" + of(tree.typed()) + " took longer than " + text(limit) + " and was given up. "
                + advice(tree)
                + "The time that a search may take is set by \"serve --search-timeout SECONDS\", or in a program by"
                + " Limits.withSearchTime.");
    }

    private static String of(String typed) {
        if (typed.isBlank()) {
            return "";
        }
        int end = typed.offsetByCodePoints(0, Math.min(SHOWN, typed.codePointCount(0, typed.length())));
        return " for \"" + typed.substring(0, end) + (end < typed.length() ? "…" : "") + "\"";
    }

    private static String advice(QueryTree tree) {
        boolean hasBeginnings = tree.typed().contains("*");
        if (tree.wanted().size() + tree.unwanted().size() > MANY) {
            return hasBeginnings ? "Ask for fewer words, or for longer beginnings of words. " : "Ask for fewer words. ";
        }
        return hasBeginnings ? "Ask for longer beginnings of words. " : "The computer may be busy; try again. ";
    }

    private static String text(Duration limit) {
        if (limit.toNanosPart() == 0) {
            return limit.equals(Duration.ofSeconds(1)) ? "1 second" : limit.toSeconds() + " seconds";
        }
        return limit.toMillis() > 0 ? limit.toMillis() + " ms" : limit.toNanos() + " ns";
    }
}
