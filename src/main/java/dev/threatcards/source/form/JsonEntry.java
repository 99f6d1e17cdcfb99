package dev.threatcards.source.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.threatcards.json.JsonSplitter;
import dev.threatcards.json.JsonSplitter.Value;
import dev.threatcards.text.WellFormedText;

/** Parses single values of a JSON text: strictly, within limits, with exact numbers and well-formed strings. */
final class JsonEntry {

    /** The most tokens of a value. The largest card of the real decks has fewer than 2,000. */
    private static final int MOST_TOKENS = 500_000;

    /** The deepest nesting. Exports, which nest values further, are limited to 1,000 levels. */
    private static final int DEEPEST = 900;

    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    // Jackson's hints for programmers: "(from `…`)", ": enable `…` to allow", ": was expecting (…)".
    private static final Pattern ADVICE = Pattern.compile(
            "(?s)\\s*(\\(from `.*|, from `.*|: enable `.*|: was expecting.*|\\(for .*|: has to be escaped.*|\\n.*)$");
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate (?:field|Object property) ['\"](.*)['\"]",
            Pattern.DOTALL);

    private JsonEntry() {
    }

    /**
     * Parses a value.
     *
     * @throws BadCard if it is not valid JSON, or exceeds a limit; the reason names the byte of the file
     */
    static JsonNode tree(Value value) throws BadCard {
        switch (value.ending) {
            case TOO_LARGE -> throw new BadCard("The entry has more than " + JsonSplitter.LARGEST
                    + " bytes, which no card has (it begins at byte " + value.start + ").");
            case UNCLOSED ->
                throw new BadCard("This is not JSON: a bracket or a quote is missing in the entry that begins"
                        + " at byte " + value.start + ".");
            case WHOLE, CUT -> {
                // Callers handle truncated values.
            }
        }
        String text = text(value);
        try (Bounded json = new Bounded(JSON.createParser(text))) {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            int characters = e.getLocation() == null ? 0 : (int) Math.max(0, e.getLocation().getCharOffset());
            String beforeIt = text.substring(0, Math.min(characters, text.length()));
            throw new BadCard("This is not JSON that can be read: " + reason(e) + " (at byte "
                    + (value.start + beforeIt.getBytes(StandardCharsets.UTF_8).length) + ").");
        } catch (IOException e) {
            throw new BadCard("This is not JSON that can be read: " + e.getMessage() + ".");
        }
    }

    /** Parses JSON that a text holds. A text that is not JSON, such as people type into tables, becomes a string. */
    static JsonNode ofText(String text) {
        try {
            JsonNode parsed = JSON.readTree(text);
            return parsed.isMissingNode() ? TextNode.valueOf(text) : parsed;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static String text(Value value) throws BadCard {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(value.bytes);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = utf8.decode(bytes, text, true);
        if (result.isError()) {
            throw new BadCard("This is not JSON in UTF-8: byte " + (value.start + bytes.position()) + " (hexadecimal "
                    + Integer.toHexString(bytes.get() & 0xFF) + ") is none of a character.");
        }
        return text.flip().toString();
    }

    /** The error in terms of JSON, without Jackson's. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return message.contains("nesting depth")
                    ? "brackets are nested too deep"
                    : message.contains("Number value length")
                            ? "a number has too many digits"
                            : message.contains("name") || message.contains("Name")
                                    ? "a key is too long"
                                    : message.contains("String value length") ? "a text is too long" : message;
        }
        Matcher duplicate = DUPLICATE.matcher(message);
        if (duplicate.find()) {
            return "the key \"" + duplicate.group(1) + "\" is in it twice";
        }
        if (message.startsWith("Illegal unquoted character")) {
            return "a control character stands in a text, where it has to be escaped";
        }
        if (message.startsWith("Non-standard token")) {
            return message.replaceAll("^Non-standard token '(.*?)'.*$", "$1 is no value of JSON");
        }
        return ADVICE.matcher(message).replaceAll("").replaceAll("\\.$", "");
    }

    /** Limits the tokens of a value, and makes strings well-formed. */
    private static final class Bounded extends JsonParserDelegate {
        private int tokens;

        Bounded(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            tokens++;
            if (tokens > MOST_TOKENS) {
                throw new StreamConstraintsException("it has more than " + MOST_TOKENS + " keys and values",
                        currentTokenLocation());
            }
            return super.nextToken();
        }

        @Override
        public String nextFieldName() throws IOException {
            return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
        }

        @Override
        public String currentName() throws IOException {
            String name = super.currentName();
            return name == null ? null : WellFormedText.of(name);
        }

        @Override
        public String getText() throws IOException {
            String text = super.getText();
            return text == null ? null : WellFormedText.of(text);
        }
    }
}
