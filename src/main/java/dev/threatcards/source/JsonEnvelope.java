package dev.threatcards.source;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Numbers;
import dev.threatcards.card.Reject;

/**
 * A JSON object with what a deck says of itself, and its entries in one array: {@code values} of ETDA's and MISP's exports,
 * {@code objects} of STIX bundles. Entries are read one by one, so that a file may be larger than the memory.
 */
final class JsonEnvelope {

    /** The most tokens of one entry or field; the largest card on the real decks has under 2,000. */
    private static final int MOST_TOKENS = 500_000;

    /** A file with more bad entries than this is no deck. */
    private static final int MOST_REJECTS = 10_000;

    private static final String END_OF_INPUT = "Unexpected end-of-input";

    private static final ObjectMapper JSON = JsonMapper.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

    /** The most bytes of which all is held; MITRE ATT&amp;CK's largest bundle has some 50 million. */
    private static final long MOST_HELD = 128L << 20;

    private static final JsonFactory HELD = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(MOST_HELD).build()).build();

    private final String array;
    private final String location;
    private final CardSink sink;
    private final ObjectNode fields = JSON.createObjectNode();
    private boolean hasArray;
    private boolean broken;
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
    static boolean endsEarly(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return false;
        }
        try (JsonParser json = JSON.getFactory().createParser(text)) {
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return false;
        } catch (JsonParseException e) {
            return isEnd(e);
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

    /**
     * Reads to the end, for forms that have to hold all entries in memory: of what is larger than {@link #MOST_HELD} bytes the
     * rest is set aside.
     */
    void readHeld(InputStream content, Entries entries) throws IOException {
        read(HELD, content, entries);
    }

    /** Whether it did not come to its end; that has been told then. */
    boolean isBroken() {
        return broken;
    }

    /** Reads to the end; what is no JSON is set aside from there on. */
    void read(InputStream content, Entries entries) throws IOException {
        read(JSON.getFactory(), content, entries);
    }

    private void read(JsonFactory parsers, InputStream content, Entries entries) throws IOException {
        try (Bounded json = new Bounded(parsers.createParser(content))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals(array) && value == JsonToken.START_ARRAY) {
                    hasArray = true;
                    readEntries(json, entries);
                } else {
                    fields.set(key, json.tree());
                }
            }
            if (json.nextToken() != null) {
                reject(place(json.currentTokenLocation()), "More follows the end of the JSON, and was not read.");
            }
        } catch (JsonParseException | StreamConstraintsException e) {
            String what = isEnd(e)
                    ? endsEarly(e, count)
                    : "This is not JSON (" + e.getOriginalMessage() + "); what follows was not read.";
            broken = true;
            reject(count == 0 ? "" : place(e.getLocation()), what);
        } catch (CharConversionException e) {
            broken = true;
            reject("", "This is not JSON in UTF-8 (" + e.getMessage() + "); what follows was not read.");
        }
    }

    /** Whether the text ended where it should not have. */
    static boolean isEnd(JsonProcessingException e) {
        return e instanceof JsonEOFException || e.getOriginalMessage().startsWith(END_OF_INPUT);
    }

    private static String endsEarly(JsonProcessingException e, int entries) {
        long bytes = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        return "The JSON ends early: it breaks off here, after " + Numbers.grouped(entries)
                + (entries == 1 ? " entry" : " entries")
                + (bytes < 0 ? "" : " and " + Numbers.grouped(bytes) + " bytes")
                + "; the download was probably cut, so get the file again.";
    }

    private void readEntries(Bounded json, Entries entries) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonNode entry = json.tree();
            entries.entry(entry, "/" + array + "/" + count);
            count++;
            if (rejects > MOST_REJECTS) {
                throw new StreamConstraintsException("more than " + MOST_REJECTS + " entries had to be set aside");
            }
        }
    }

    void reject(String place, String reason) {
        rejects++;
        sink.reject(new Reject(location, place, reason));
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A parser that gives up on an entry that would fill the memory. */
    static final class Bounded extends JsonParserDelegate {
        private int tokens;

        Bounded(JsonParser parser) {
            super(parser);
        }

        JsonNode tree() throws IOException {
            tokens = 0;
            return JSON.readTree(this);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            tokens++;
            if (tokens > MOST_TOKENS) {
                throw new StreamConstraintsException("an entry of more than " + MOST_TOKENS + " tokens",
                        currentTokenLocation());
            }
            return super.nextToken();
        }
    }
}
