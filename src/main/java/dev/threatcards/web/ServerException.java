package dev.threatcards.web;

/** A server that cannot be started; the message is a sentence that says what to do. */
public final class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
