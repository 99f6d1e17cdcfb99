package dev.threatcards.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

import dev.threatcards.export.JsonSchema;

/**
 * Why a request failed, as an RFC 9457 problem document. Pages show the same title and detail.
 *
 * @param status the HTTP status
 * @param title the kind of problem, in a few words
 * @param detail what is wrong with this request and how to fix it, as a sentence
 * @param parameter the parameter at fault; empty if none is
 * @param id the id of the log entry with the details; empty if nothing was logged
 */
record Problem(int status, String title, String detail, String parameter, String id) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** The schema of {@link #json}. */
    static final JsonSchema SCHEMA = JsonSchema.object("Problem").has("type", JsonSchema.text())
            .has("title", JsonSchema.text()).has("status", JsonSchema.range(400, 599)).has("detail", JsonSchema.text())
            .mayHave("parameter", JsonSchema.text().meaning("The parameter that it is about."))
            .mayHave("id", JsonSchema.text().meaning("What the server's log has more under."));

    /** Ends a request: a handler throws it, and {@link Failures} answers with its problem. */
    static final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Thrown(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** A problem that is not logged. */
    Problem(int status, String title, String detail, String parameter) {
        this(status, title, detail, parameter, "");
    }

    /** A 404 for something that does not exist. */
    static Thrown notFound(String detail) {
        return new Thrown(new Problem(404, "Not found", detail, ""));
    }

    /** A 404 for a path without a route. */
    static Thrown nothingAt(Context request) {
        return notFound("There is nothing at " + request.path() + ".");
    }

    /** The same problem with the id of its log entry, which the detail names as well. */
    Problem loggedAs(String logged) {
        return new Problem(status, title, detail + " The server's log has more under the id " + logged + ".", parameter,
                logged);
    }

    /** The problem document. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "about:blank").put("title", title)
                .put("status", status).put("detail", detail);
        if (!parameter.isEmpty()) {
            json.put("parameter", parameter);
        }
        if (!id.isEmpty()) {
            json.put("id", id);
        }
        return json;
    }
}
