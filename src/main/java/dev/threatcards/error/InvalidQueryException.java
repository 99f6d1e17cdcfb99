package dev.threatcards.error;

/** A query that cannot be answered as it is asked; the message is a sentence that says what would do. */
public final class InvalidQueryException extends ThreatCardsException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter what of the query is wrong, by its name in addresses: "size"
     */
    public InvalidQueryException(String parameter, String message) {
        super(message, null);
        this.parameter = parameter;
    }

    /** The parameter that is wrong, as addresses and options call it; never null. */
    public String parameter() {
        return parameter;
    }
}
