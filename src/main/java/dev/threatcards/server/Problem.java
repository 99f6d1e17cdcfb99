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
 */
record Problem(int status, String title, String detail, String parameter) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** The form of {@link #json}. */
    static final JsonSchema SCHEMA = JsonSchema.object("Problem").has("type", JsonSchema.text())
            .has("title", JsonSchema.text()).has("status", JsonSchema.range(400, 599)).has("detail", JsonSchema.text())
            .mayHave("parameter", JsonSchema.text().meaning("The parameter that it is about."));

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "about:blank").put("title", title)
                .put("status", status).put("detail", detail);
        if (!parameter.isEmpty()) {
            json.put("parameter", parameter);
        }
        return json;
    }
}
