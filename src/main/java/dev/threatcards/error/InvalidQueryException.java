package dev.threatcards.error;

/** Thrown if a request is invalid. The message says what is allowed. */
public final class InvalidQueryException extends ThreatCardsException {

    private final String parameter;

    /**
     * @param parameter the invalid parameter by its name in URLs: "size"
     */
    public InvalidQueryException(String parameter, String message) {
        super(message, null);
        this.parameter = parameter;
    }

    /** The invalid parameter by its name in URLs and options; never null. */
    public String parameter() {
        return parameter;
    }
}
