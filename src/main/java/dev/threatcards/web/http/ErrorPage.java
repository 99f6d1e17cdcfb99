package dev.threatcards.web.http;

import io.javalin.http.Context;

/** Answers a request that failed with a page for people. */
@FunctionalInterface
public interface ErrorPage {

    /** Answers with the problem as HTML. */
    void answer(Problem problem, Context request);
}
