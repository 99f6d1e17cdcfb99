package dev.threatcards.web.http;

/** An {@link Error} of a handler: Javalin maps exceptions to answers, and errors to nothing. */
final class HandlerError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HandlerError(Error cause) {
        super(null, cause, false, false);
    }
}
