package dev.threatcards.error;

/** Thrown if an index cannot be opened or written. The message says what to do. */
public final class IndexException extends ThreatCardsException {

    /**
     * @param message what is wrong with which index, and what to do
     * @param cause the cause; may be null
     */
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
