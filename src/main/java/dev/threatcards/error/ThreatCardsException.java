package dev.threatcards.error;

/** The supertype of all documented exceptions. The message is a sentence that says what is wrong, where, and what to do. */
public abstract sealed class ThreatCardsException extends RuntimeException
        permits IndexException, InvalidQueryException, SearchTimeoutException, SourceException {

    private static final long serialVersionUID = 1L;

    ThreatCardsException(String message, Throwable cause) {
        super(message, cause);
    }
}
