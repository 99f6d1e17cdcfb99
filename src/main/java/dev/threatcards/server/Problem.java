package dev.threatcards.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.export.JsonSchema;

/**
 * What went wrong with a request, as RFC 9457 ("Problem Details for HTTP APIs") has it; a page shows the same.
 *
 * @param status the HTTP status
 * @param title the kind of problem, in a few words
 * @param detail what is wrong with this request and what would do, as a sentence
 * @param parameter the parameter that it is about; empty if it is about none
 * @param id what the server's log has more under; empty if the log says nothing of it
 */
record Problem(int status, String title, String detail, String parameter, String id) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** The form of {@link #json}. */
    static final JsonSchema SCHEMA = JsonSchema.object("Problem").has("type", JsonSchema.text())
            .has("title", JsonSchema.text()).has("status", JsonSchema.range(400, 599)).has("detail", JsonSchema.text())
            .mayHave("parameter", JsonSchema.text().meaning("The parameter that it is about."))
            .mayHave("id", JsonSchema.text().meaning("What the server's log has more under."));

    /** One that the log says nothing of. */
    Problem(int status, String title, String detail, String parameter) {
        this(status, title, detail, parameter, "");
    }

    /** The same, with the id under which it is logged, which its text names too. */
    Problem loggedAs(String logged) {
        return new Problem(status, title, detail + " The server's log has more under the id " + logged + ".", parameter,
                logged);
    }

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
