package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Reject;
import dev.threatcards.json.JsonSplitter;
import dev.threatcards.json.JsonSplitter.Ending;
import dev.threatcards.json.JsonSplitter.Value;

/**
 * Reads a JSON object that describes a deck and has its entries in one array: {@code values} in ETDA's and MISP's exports, {@code objects}
 * in STIX bundles. Entries are read one by one, so that a file may be larger than the memory, and an invalid entry does not affect
 * others.
 */
public final class JsonEnvelope {

    /** Reading stops after this many rejects. */
    static final int MOST_REJECTS = 10_000;

    /** The most bytes for {@link #readHeld}. MITRE ATT&amp;CK's largest bundle has some 50 million. */
    private static final long MOST_HELD = 128L << 20;

    private final String array;
    private final String location;
    private final CardSink sink;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private boolean hasArray;
    private boolean broken;
    private boolean damaged;
    private int count;
    private int size;
    private int rejects;

    /**
     * @param array the key of the array
     */
    JsonEnvelope(String array, String location, CardSink sink) {
        this.array = array;
        this.location = location;
        this.sink = sink;
    }

    /** The text without byte order mark and leading white space; empty if it does not begin with an object. */
    static String object(String head) {
        String text = (head.startsWith("\uFEFF") ? head.substring(1) : head).stripLeading();
        return text.startsWith("{") ? text : "";
    }

    /** Whether a text is truncated JSON. */
    public static boolean endsEarly(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return false;
        }
        try (JsonParser json = new JsonFactory().createParser(text)) {
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return false;
        } catch (JsonParseException e) {
            // The subclass is only for an end between tokens.
            return e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
        } catch (IOException e) {
            return false;
        }
    }

    /** The members read so far, without the array. */
    ObjectNode fields() {
        return fields;
    }

    /** Whether the array was found. */
    boolean hasArray() {
        return hasArray;
    }

    /** Whether reading stopped early, after a reject. */
    boolean isBroken() {
        return broken;
    }

    /** Whether a member other than the array was rejected. */
    boolean isDamaged() {
        return damaged;
    }

    /** The number of bytes of the entry that was passed last. */
    int size() {
        return size;
    }

    /** Stops reading before the next entry, with a reject. */
    void stop(String reason) {
        broken = true;
        reject("/" + array + "/" + count, reason);
    }

    /** Reads a file that is an object with the array, or is itself an array of entries. */
    void readObjectOrArray(InputStream content, BiConsumer<JsonNode, String> entries) throws IOException {
        JsonSplitter json = new JsonSplitter(content, Long.MAX_VALUE);
        if (json.peek() == '[') {
            hasArray = true;
            readEntries(json, "/", entries);
            rejectRest(json);
        } else {
            read(json, entries);
        }
    }

    /**
     * Reads a file whose entries the caller holds in memory; what exceeds {@link #MOST_HELD} bytes is rejected.
     */
    void readHeld(InputStream content, BiConsumer<JsonNode, String> entries) throws IOException {
        read(new JsonSplitter(content, MOST_HELD), entries);
    }

    /** Reads a file. Invalid entries are rejected; after an error outside of entries, the rest is too. */
    void read(InputStream content, BiConsumer<JsonNode, String> entries) throws IOException {
        read(new JsonSplitter(content, Long.MAX_VALUE), entries);
    }

    private void read(JsonSplitter json, BiConsumer<JsonNode, String> entries) throws IOException {
        if (!json.skip('{')) {
            stop(json, "an object should begin");
            return;
        }
        boolean first = true;
        while (!broken && !json.skip('}')) {
            if (!first && !json.skip(',')) {
                stop(json, "a comma or a closing brace should be");
            } else if (json.peek() != '"') {
                stop(json, "a key should be");
            } else {
                field(json, entries);
            }
            first = false;
        }
        rejectRest(json);
    }

    private void rejectRest(JsonSplitter json) throws IOException {
        if (!broken && json.peek() >= 0) {
            reject(place(json), "More follows the end of the JSON, and was not read.");
        }
    }

    private void field(JsonSplitter json, BiConsumer<JsonNode, String> entries) throws IOException {
        Value name = json.value(false);
        if (!json.skip(':')) {
            stop(json, "a colon should be");
            return;
        }
        try {
            String key = JsonEntry.tree(name).asText("");
            if (key.equals(array) && json.peek() == '[') {
                hasArray = true;
                readEntries(json, "/" + array + "/", entries);
                return;
            }
            Value value = json.value(false);
            if (value.ending == Ending.CUT) {
                stop(json, "");
            } else if (fields.has(key)) {
                throw new BadCard("The key \"" + key + "\" is in the JSON twice; the second one was not read.");
            } else {
                fields.set(key, JsonEntry.tree(value));
            }
        } catch (BadCard e) {
            damaged = true;
            reject("line " + name.line, e.getMessage());
        }
    }

    private void readEntries(JsonSplitter json, String parent, BiConsumer<JsonNode, String> entries)
            throws IOException {
        json.skip('[');
        boolean first = true;
        while (!broken && !json.skip(']')) {
            // After an entry without an end, the next one may follow without a comma.
            if (!first && !json.skip(',') && json.peek() != '{') {
                stop(json, "a comma or a closing bracket should be");
                return;
            }
            first = false;
            Value value = json.value(false);
            String pointer = parent + count;
            if (value.ending == Ending.CUT) {
                stop(json, "");
                return;
            }
            if (value.bytes.length == 0 && value.ending == Ending.WHOLE) {
                stop(json, "an entry should be");
                return;
            }
            size = value.bytes.length;
            entry(value, pointer, entries);
            count++;
            if (rejects > MOST_REJECTS) {
                broken = true;
                reject(place(json),
                        "More than " + MOST_REJECTS + " entries had to be set aside; what follows was not read.");
            }
        }
    }

    private void entry(Value value, String pointer, BiConsumer<JsonNode, String> entries) {
        JsonNode entry;
        try {
            entry = JsonEntry.tree(value);
        } catch (BadCard e) {
            reject(pointer, e.getMessage());
            return;
        }
        entries.accept(entry, pointer);
    }

    /** Stops reading, and rejects the rest. */
    private void stop(JsonSplitter json, String wanted) throws IOException {
        broken = true;
        if (json.peek() >= 0) {
            reject(count == 0 ? "" : place(json),
                    "This is not JSON: at byte " + json.position() + " " + wanted + "; what follows was not read.");
        } else if (json.hasExceeded()) {
            reject(place(json), "The file has more than " + json.position()
                    + " bytes, which is more than is read of this form at once; what follows was not read.");
        } else {
            reject(count == 0 ? "" : place(json),
                    truncated(json.position(), count == 1 ? "1 entry" : count + " entries"));
        }
    }

    /**
     * The reject of truncated JSON.
     *
     * @param read what was read, for the message
     */
    static String truncated(long position, String read) {
        return "The JSON ends early at byte " + position + ", after " + read
                + "; the download was probably cut, so get the file again.";
    }

    void reject(String place, String reason) {
        rejects++;
        sink.reject(new Reject(location, place, reason));
    }

    private static String place(JsonSplitter json) {
        return "line " + json.line();
    }
}
