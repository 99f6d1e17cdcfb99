package dev.threatcards.error;

/** The type of all exceptions that the library documents; the message is a sentence that says what is wrong, where, and what to do. */
public abstract sealed class ThreatCardsException extends RuntimeException
        permits IndexException, InvalidQueryException, SearchTimeoutException, SourceException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence for the person who uses the program
     * @param cause what it was noticed by; null if nothing was thrown
     */
    ThreatCardsException(String message, Throwable cause) {
        super(message, cause);
    }
}
