package dev.threatcards.error;

/** The supertype of all documented exceptions. The message is a sentence that says what is wrong, where, and what to do. */
public abstract sealed class ThreatCardsException extends RuntimeException
        permits IndexException, InvalidQueryException, SearchTimeoutException, SourceException {

    ThreatCardsException(String message, Throwable cause) {
        super(message, cause);
    }
}
