package dev.threatcards.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Values of keys that a card has no field for, where a form carries them as JSON in a text. */
final class JsonValues {

    private JsonValues() {
    }

    /** The value; a text that is no JSON, such as people type into tables, is a text. */
    static JsonNode parsed(JsonNode text) {
        return parsed(text.asText(""));
    }

    static JsonNode parsed(String text) {
        try {
            JsonNode parsed = JsonEntry.tree(text);
            return parsed.isMissingNode() ? TextNode.valueOf(text) : parsed;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
