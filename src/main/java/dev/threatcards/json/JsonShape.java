package dev.threatcards.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What the beginning of a JSON text shows of its structure, in whichever order its keys are: the members of the root, and those of the first
 * entries of each array in it. An array at the root has the key {@link #ROOT}. Values that are no texts are empty. The text may be cut or
 * damaged at any place; what is before that place counts. Not thread-safe.
 */
public final class JsonShape {

    /** The key of the entries of an array at the root. */
    public static final String ROOT = "";

    /** The number of entries of an array that are looked at. */
    private static final int ENTRIES = 16;

    private final Map<String, String> members = new HashMap<>();
    private final Map<String, List<Map<String, String>>> entries = new HashMap<>();

    private JsonShape() {
    }

    /** The shape of a text by its beginning; empty if that is no JSON. */
    public static JsonShape of(String head) {
        JsonShape shape = new JsonShape();
        String text = (head.startsWith("\uFEFF") ? head.substring(1) : head).stripLeading();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return shape;
        }
        try (JsonParser json = new JsonFactory().createParser(text)) {
            if (json.nextToken() == JsonToken.START_ARRAY) {
                shape.readEntries(ROOT, json);
            } else {
                shape.readMembers(json);
            }
        } catch (IOException e) {
            // The text ends here, or is damaged: what was read counts.
            return shape;
        }
        return shape;
    }

    private void readMembers(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            members.put(key, "");
            if (json.nextToken() == JsonToken.START_ARRAY) {
                readEntries(key, json);
            } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                members.put(key, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private void readEntries(String key, JsonParser json) throws IOException {
        List<Map<String, String>> read = entries.computeIfAbsent(key, first -> new ArrayList<>());
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY
                && token != null; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT || read.size() == ENTRIES) {
                json.skipChildren();
                continue;
            }
            Map<String, String> entry = new LinkedHashMap<>();
            read.add(entry);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                entry.put(name, isText ? json.getText() : "");
                if (!isText) {
                    json.skipChildren();
                }
            }
        }
    }

    /** The members of the root, with their texts. */
    public Map<String, String> members() {
        return members;
    }

    /** The members of the first objects in the array with that key; empty if the root has no such array. */
    public List<Map<String, String>> entries(String key) {
        return entries.getOrDefault(key, List.of());
    }
}
