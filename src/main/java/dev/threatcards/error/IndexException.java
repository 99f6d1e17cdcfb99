package dev.threatcards.error;

/** An index that cannot be opened or written; the message is a sentence that says what to do. */
public final class IndexException extends ThreatCardsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with which index, and what to do
     * @param cause what it was noticed by; null if nothing was thrown
     */
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
