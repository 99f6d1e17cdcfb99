package dev.threatcards.source.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Parses values of unknown keys, in forms that carry them as JSON in a text. */
final class JsonValues {

    private JsonValues() {
    }

    /** The value. A text that is no JSON, such as people type into tables, stands for itself. */
    static JsonNode parsed(String text) {
        try {
            JsonNode parsed = JsonEntry.tree(text);
            return parsed.isMissingNode() ? TextNode.valueOf(text) : parsed;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
