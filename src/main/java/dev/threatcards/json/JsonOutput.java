package dev.threatcards.json;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import dev.threatcards.card.Field;

/**
 * Writes records as JSON: the answers of the API, what the command line prints for programs, and cards in exports. The members are the
 * record's components in their order. An enum constant is its name in lower case, a {@link Field} its key, a date {@code yyyy-MM-dd}.
 * Thread-safe.
 */
public final class JsonOutput {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new SimpleModule()
            .addSerializer(LocalDate.class, ToStringSerializer.instance).addSerializer(Enum.class, new Constant()))
            .build();

    private static final ObjectMapper EXACT = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Writes the constants of enums; Jackson's own lower case depends on the default locale. */
    @SuppressWarnings("rawtypes")
    private static final class Constant extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(constant instanceof Field field ? field.key() : constant.name().toLowerCase(Locale.ROOT));
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
        try {
            return JSON.writeValueAsString(Objects.requireNonNull(value, "value"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value as indented JSON. */
    public static String pretty(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Objects.requireNonNull(value, "value"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An object as a map of its members, for libraries that write JSON themselves. */
    public static Map<String, Object> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<>() {
        });
    }

    /** The value as a tree. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /** A JSON text as a tree whose numbers keep all their digits. */
    public static JsonNode parsed(String json) {
        try {
            return EXACT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card keeps unknown values as JSON, and this is none: " + json, e);
        }
    }

    /** A JSON array of strings. */
    public static ArrayNode texts(List<String> values) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        values.forEach(texts::add);
        return texts;
    }

    /** A generator that flushes {@code out} when it is closed, and leaves it open. */
    public static JsonGenerator to(OutputStream out) throws IOException {
        // A card that could not be written whole must not look as if it were.
        return JSON.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }
}
