package dev.threatcards.error;

/** A source that cannot be read at all; the message is a sentence for the person who named it. */
public final class SourceException extends ThreatCardsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, where, and what to do
     */
    public SourceException(String message) {
        super(message, null);
    }
}
