package dev.threatcards.search;

/** That a search took longer than {@link Limits#QUERY_MILLIS} and was given up; the message is for a person. */
public final class SearchTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SearchTimeoutException() {
        super("The search took longer than " + Limits.QUERY_MILLIS / 1000
                + " seconds and was given up; ask for fewer words, or for longer beginnings of words.");
    }
}
