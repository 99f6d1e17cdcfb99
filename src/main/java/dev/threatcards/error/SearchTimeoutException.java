package dev.threatcards.error;

import java.time.Duration;

/** Thrown if a search exceeds its time limit. */
public final class SearchTimeoutException extends ThreatCardsException {

    /** With more clauses than this, the message recommends fewer. */
    private static final int MANY = 4;

    /** The most characters of a query in the message. */
    private static final int SHOWN = 80;

    /**
     * @param typed the query as it can be typed; may be blank
     * @param clauses how many clauses it has
     * @param limit the time limit
     */
    public SearchTimeoutException(String typed, int clauses, Duration limit) {
        super("The search" + of(typed) + " took longer than " + text(limit) + " and was given up. "
                + advice(typed, clauses)
                + "The time that a search may take is set by \"serve --search-timeout SECONDS\", or in a program by"
                + " Limits.withSearchTime.", null);
    }

    private static String of(String typed) {
        if (typed.isBlank()) {
            return "";
        }
        int end = typed.offsetByCodePoints(0, Math.min(SHOWN, typed.codePointCount(0, typed.length())));
        return " for \"" + typed.substring(0, end) + (end < typed.length() ? "…" : "") + "\"";
    }

    private static String advice(String typed, int clauses) {
        boolean hasBeginnings = typed.contains("*");
        if (clauses > MANY) {
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
