package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Reject;
import dev.threatcards.source.form.JsonSplitter.Ending;
import dev.threatcards.source.form.JsonSplitter.Value;

/**
 * A JSON object with what a deck says of itself, and its entries in one array: {@code values} of ETDA's and MISP's exports,
 * {@code objects} of STIX bundles. Entries are read one by one, so that a file may be larger than the memory, and one that is no
 * JSON costs itself alone.
 */
public final class JsonEnvelope {

    /** A file with more bad entries than this is no deck. */
    static final int MOST_REJECTS = 10_000;

    /** The most bytes of which all is held; MITRE ATT&amp;CK's largest bundle has some 50 million. */
    private static final long MOST_HELD = 128L << 20;

    private final String array;
    private final String location;
    private final CardSink sink;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private boolean hasArray;
    private boolean broken;
    private boolean damaged;
    private int count;
    private int rejects;

    /** Takes an entry. */
    interface Entries {
        void entry(JsonNode entry, String pointer);
    }

    /**
     * @param array the key of the entries
     * @param location the file, for rejects
     */
    JsonEnvelope(String array, String location, CardSink sink) {
        this.array = array;
        this.location = location;
        this.sink = sink;
    }

    /** The JSON text that the content begins with, without a byte order mark; empty if it begins with no object. */
    static String object(String head) {
        String text = (head.startsWith("\uFEFF") ? head.substring(1) : head).stripLeading();
        return text.startsWith("{") ? text : "";
    }

    /** Whether a text that is all of a file begins as JSON, and ends before that does. */
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
            // The parser has a subclass for an end between tokens alone.
            return e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
        } catch (IOException e) {
            return false;
        }
    }

    /** All but the entries, as far as it has been read. */
    ObjectNode fields() {
        return fields;
    }

    /** Whether there was an array of entries, be it empty. */
    boolean hasArray() {
        return hasArray;
    }

    /** Whether it did not come to its end; that has been told then. */
    boolean isBroken() {
        return broken;
    }

    /** Whether a field beside the entries could not be read; that has been told then. */
    boolean isDamaged() {
        return damaged;
    }

    /**
     * Reads to the end, for forms that have to hold all entries in memory: of what is larger than {@link #MOST_HELD} bytes the
     * rest is set aside.
     */
    void readHeld(InputStream content, Entries entries) throws IOException {
        read(new JsonSplitter(content, MOST_HELD), entries);
    }

    /** Reads to the end; an entry that is no JSON is set aside, and what follows a break that no entry is to blame for. */
    void read(InputStream content, Entries entries) throws IOException {
        read(new JsonSplitter(content, Long.MAX_VALUE), entries);
    }

    private void read(JsonSplitter json, Entries entries) throws IOException {
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
        if (!broken && json.peek() >= 0) {
            reject(place(json), "More follows the end of the JSON, and was not read.");
        }
    }

    private void field(JsonSplitter json, Entries entries) throws IOException {
        Value name = json.value(false);
        if (!json.skip(':')) {
            stop(json, "a colon should be");
            return;
        }
        try {
            String key = JsonEntry.tree(name).asText("");
            if (key.equals(array) && json.peek() == '[') {
                hasArray = true;
                readEntries(json, entries);
                return;
            }
            Value value = json.value(false);
            if (value.ending() == Ending.CUT) {
                stop(json, "");
            } else if (fields.has(key)) {
                throw new BadCard("The key \"" + key + "\" is in the JSON twice; the second one was not read.");
            } else {
                fields.set(key, JsonEntry.tree(value));
            }
        } catch (BadCard e) {
            damaged = true;
            reject("line " + name.line(), e.getMessage());
        }
    }

    private void readEntries(JsonSplitter json, Entries entries) throws IOException {
        json.skip('[');
        boolean first = true;
        while (!broken && !json.skip(']')) {
            // Before an entry that begins where the one before lacks its end there may be no comma.
            if (!first && !json.skip(',') && json.peek() != '{') {
                stop(json, "a comma or a closing bracket should be");
                return;
            }
            first = false;
            Value value = json.value(false);
            String pointer = "/" + array + "/" + count;
            if (value.ending() == Ending.CUT) {
                stop(json, "");
                return;
            }
            if (value.bytes().length == 0 && value.ending() == Ending.WHOLE) {
                stop(json, "an entry should be");
                return;
            }
            entry(value, pointer, entries);
            count++;
            if (rejects > MOST_REJECTS) {
                broken = true;
                reject(place(json),
                        "More than " + MOST_REJECTS + " entries had to be set aside; what follows was not read.");
            }
        }
    }

    private void entry(Value value, String pointer, Entries entries) {
        JsonNode entry;
        try {
            entry = JsonEntry.tree(value);
        } catch (BadCard e) {
            reject(pointer, e.getMessage());
            return;
        }
        entries.entry(entry, pointer);
    }

    /** Ends the reading here, and tells why. */
    private void stop(JsonSplitter json, String wanted) throws IOException {
        broken = true;
        if (json.peek() >= 0) {
            reject(count == 0 ? "" : place(json),
                    "This is not JSON: at byte " + json.position() + " " + wanted + "; what follows was not read.");
        } else if (json.hasExceeded()) {
            reject(place(json), "The file has more than " + json.position()
                    + " bytes, which is more than is read of this" + " form at once; what follows was not read.");
        } else {
            reject(count == 0 ? "" : place(json), cut(json.position(), count == 1 ? "1 entry" : count + " entries"));
        }
    }

    /**
     * What a file is told of that ends before its JSON does.
     *
     * @param read what of it was read
     */
    static String cut(long position, String read) {
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
