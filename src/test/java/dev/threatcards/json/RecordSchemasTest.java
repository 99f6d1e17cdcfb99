package dev.threatcards.json;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Field;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The schema of a record describes exactly what is written of it. */
final class RecordSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final SchemaRegistry VALIDATORS = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private record Inner(String b, @JsonInclude(NON_DEFAULT) int c) {
    }

    record Outer(UUID id, @JsonUnwrapped Inner inner, @JsonInclude(NON_DEFAULT) List<String> texts,
            @JsonInclude(ALWAYS) String nullable, @JsonPropertyDescription("Why.") double number, Inner nested,
            @JsonInclude(NON_DEFAULT) Inner absent, Map<String, List<Inner>> map, Kind kind, List<Field> fields,
            @JsonInclude(NON_DEFAULT) LocalDate day, boolean flag) {
    }

    private sealed interface Either {
    }

    private record Left(int left) implements Either {
    }

    @JsonRootName("Other")
    private record Right(int right) implements Either {
    }

    static Stream<Arguments> types() {
        return Stream.of(Arguments.of(String.class, "{'type':'string'}"),
                Arguments.of(UUID.class, "{'type':'string','format':'uuid'}"),
                Arguments.of(LocalDate.class, "{'type':'string','format':'date'}"),
                Arguments.of(int.class, "{'type':'integer','minimum':0}"),
                Arguments.of(float.class, "{'type':'number'}"), Arguments.of(boolean.class, "{'type':'boolean'}"),
                Arguments.of(Object.class, "{}"), Arguments.of(Map.class, "{'type':'object'}"),
                Arguments.of(Kind.class, "{'type':'string','enum':['actor','tool']}"),
                Arguments.of(Left.class, "{'$ref':'#/Left'}"), Arguments.of(Right.class, "{'$ref':'#/Other'}"),
                Arguments.of(Either.class, "{'oneOf':[{'$ref':'#/Left'},{'$ref':'#/Other'}]}"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeHasASchema(Class<?> type, String schema) throws Exception {
        assertThat(new RecordSchemas("#/").of(type)).isEqualTo(JSON.readTree(schema.replace('\'', '"')));
    }

    @Test
    void anEnumIsWhatIsWrittenOfIt() {
        assertThat(new RecordSchemas("#/").of(Field.class).path("enum")).extracting(JsonNode::asText)
                .contains("firstSeen", "mitreAttack").hasSameSizeAs(Field.values());
    }

    @Test
    void aRecordHasItsMembersAndThoseOfWhatIsUnwrapped() {
        RecordSchemas schemas = new RecordSchemas("#/");
        assertThat(schemas.of(Outer.class).path("$ref").asText()).isEqualTo("#/Outer");
        assertThat(schemas.named()).containsOnlyKeys("Outer", "Inner");
        JsonNode outer = schemas.named().get("Outer");
        assertThat(outer.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(outer.path("properties").fieldNames()).toIterable().containsExactly("id", "b", "c", "texts",
                "nullable", "number", "nested", "absent", "map", "kind", "fields", "day", "flag");
        assertThat(outer.path("required")).extracting(JsonNode::asText).containsExactly("id", "b", "nullable", "number",
                "nested", "map", "kind", "fields", "flag");
        assertThat(outer.at("/properties/number/description").asText()).isEqualTo("Why.");
        assertThat(outer.at("/properties/nested/$ref").asText()).isEqualTo("#/Inner");
        assertThat(outer.at("/properties/map/additionalProperties/items/$ref").asText()).isEqualTo("#/Inner");
    }

    static Stream<Outer> values() {
        Inner inner = new Inner("", 0);
        return Stream.of(
                new Outer(new UUID(1, 2), inner, List.of(), null, 0, inner, null, Map.of(), Kind.TOOL, List.of(), null,
                        false),
                new Outer(new UUID(1, 2), new Inner("b", 7), List.of("a"), "text", 1.5, inner, new Inner("c", 1),
                        Map.of("key", List.of(inner)), Kind.ACTOR, List.of(Field.FIRST_SEEN), LocalDate.of(2020, 1, 2),
                        true));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsWrittenHoldsToTheSchema(Outer value) {
        RecordSchemas schemas = new RecordSchemas("#/$defs/");
        var schema = schemas.of(Outer.class);
        schema.putObject("$defs").setAll(schemas.named());
        List<Error> errors = VALIDATORS.getSchema(schema.toString()).validate(JsonOutput.text(value), InputFormat.JSON);
        assertThat(errors).isEmpty();
    }

    @Test
    void membersWithoutAValueAreAbsent() throws Exception {
        JsonNode least = JSON.readTree(JsonOutput.bytes(values().findFirst().orElseThrow()));
        assertThat(least.fieldNames()).toIterable().containsExactly("id", "b", "nullable", "number", "nested", "map",
                "kind", "fields", "flag");
    }

    @Test
    void aTypeThatAnswersAreNotMadeOfIsRefused() {
        assertThatThrownBy(() -> new RecordSchemas("#/").of(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("StringBuilder");
    }

    /** Named as another record is, which must not be taken for it. */
    private static final class Apart {
        private record Left(String other) {
        }
    }

    @Test
    void twoRecordsOfOneNameAreRefused() {
        RecordSchemas schemas = new RecordSchemas("#/");
        assertThat(schemas.of(Left.class)).isNotNull();
        assertThatThrownBy(() -> schemas.of(Apart.Left.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same name");
    }
}
