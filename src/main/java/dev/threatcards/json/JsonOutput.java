package dev.threatcards.json;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import dev.threatcards.card.Field;

/**
 * Writes records as JSON, for responses of the API, output of the command line and exports. The members are the record's components in
 * their order. An enum constant is its name in camel case ({@code HEAD_NOUN} is {@code headNoun}), a {@link Field} its key, a date
 * {@code yyyy-MM-dd}.
 */
public final class JsonOutput {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new SimpleModule()
            .addSerializer(LocalDate.class, ToStringSerializer.instance).addSerializer(Enum.class, new Constant()))
            .build();

    private static final ObjectMapper EXACT = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Pattern WORD_START = Pattern.compile("_(.)");

    /** Serializes enum constants. Jackson's own lower case depends on the default locale. */
    @SuppressWarnings("rawtypes")
    private static final class Constant extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(constant instanceof Field field ? field.key() : camelCase(constant.name()));
        }

        private static String camelCase(String name) {
            return WORD_START.matcher(name.toLowerCase(Locale.ROOT))
                    .replaceAll(start -> start.group(1).toUpperCase(Locale.ROOT));
        }
    }

    private JsonOutput() {
    }

    /** The value as JSON in UTF-8, without line breaks. */
    public static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(Objects.requireNonNull(value, "value"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value as JSON without line breaks. */
    public static String text(Object value) {
        return written(value, JSON.writer());
    }

    /** The value as indented JSON. */
    public static String pretty(Object value) {
        return written(value, JSON.writerWithDefaultPrettyPrinter());
    }

    private static String written(Object value, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(Objects.requireNonNull(value, "value"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An object as a map of its members. */
    public static Map<String, Object> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<>() {
        });
    }

    /** The value as a tree. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /** Parses JSON text. Numbers keep all their digits. */
    public static JsonNode parsed(String json) {
        try {
            return EXACT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an unknown value of a card is not JSON: " + json, e);
        }
    }

    /** Adds a member unless the text is empty. Returns the object. */
    public static ObjectNode put(String key, String text, ObjectNode json) {
        return text.isEmpty() ? json : json.put(key, text);
    }

    /** Adds a member unless the list is empty. */
    public static void put(String key, List<String> texts, ObjectNode json) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(key)::add);
        }
    }

    /** Replaces a character in the keys of an object, or of the objects in a list. Values are not changed. */
    public static JsonNode withKeys(char from, char to, JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> object.set(field.getKey().replace(from, to), field.getValue()));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(entry -> array.add(withKeys(from, to, entry)));
            return array;
        }
        return value;
    }

    /** A generator that flushes {@code out} when it is closed, but does not close it. */
    public static JsonGenerator to(OutputStream out) throws IOException {
        // After an error, the output must not look complete.
        return JSON.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }

    /** Ends the array and the object around it, and closes the generator. */
    public static void closeEnvelope(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
