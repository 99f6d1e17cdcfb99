package dev.threatcards.server;

import io.javalin.http.Context;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(new Problem(404, "Not found", detail, ""));
    }

    static ProblemException nothingAt(Context request) {
        return notFound("There is nothing at " + request.path() + ".");
    }

    Problem problem() {
        return problem;
    }
}
