package dev.threatcards.error;

/** Thrown if a source cannot be read at all. */
public final class SourceException extends ThreatCardsException {

    /**
     * @param message what is wrong, where, and what to do
     */
    public SourceException(String message) {
        super(message, null);
    }
}
