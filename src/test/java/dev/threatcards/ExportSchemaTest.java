package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;

import static org.assertj.core.api.Assertions.assertThat;

/** What is exported as STIX and MISP holds to their schemas: each card alone, and the whole deck. */
@NeedsRealDecks
final class ExportSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String STIX = "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";

    private static final Set<String> NOT_LISTED = Set.of("location", "extension-definition");

    @TempDir
    private static Path folder;

    private final Map<String, Schema> stixSchemas = new HashMap<>();

    private static JsonNode export(ThreatCards cards, CardSelection selection, ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cards.export(selection, format, out);
        return JSON.readTree(out.toByteArray());
    }

    private static CardSelection alone(UUID card) {
        return new CardSelection.Identified(List.of(card));
    }

    private static CardSelection whole() {
        return new CardSelection.Matching(ExportedCards.everywhere(), Set.of(Kind.ACTOR, Kind.TOOL));
    }

    private static SchemaRegistry registry(SpecificationVersion version, Path schemas) {
        return SchemaRegistry.withDefaultDialect(version,
                builder -> builder
                        .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                        .schemas((String iri) -> iri.startsWith(STIX)
                                ? text(schemas.resolve(iri.substring(STIX.length())))
                                : null));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of a type; read once, since there are thousands of objects. */
    private Schema stixSchema(String type) {
        return stixSchemas.computeIfAbsent(type, name -> {
            Path schemas = Path.of(RealDecks.stixSchemas());
            String place = List.of("common", "sdos", "sros").stream().map(room -> room + "/" + name + ".json")
                    .filter(file -> Files.exists(schemas.resolve(file))).findFirst().orElseThrow();
            return registry(SpecificationVersion.DRAFT_2020_12, schemas).getSchema(SchemaLocation.of(STIX + place));
        });
    }

    private static Schema mispSchema() throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(Path.of(RealDecks.mispSchema()).toFile());
        // It names no version that there is.
        schema.remove("$schema");
        schema.remove("id");
        return registry(SpecificationVersion.DRAFT_4, Path.of(".")).getSchema(schema.toString());
    }

    /**
     * What is wrong with a bundle, by the schemas of its objects, and if it is small by its own. Of that one only the objects that it lists
     * can be asked: any other, be it a location, has to be either like a domain object or like an observable, and a domain object is
     * always like both.
     */
    private List<String> stixErrors(JsonNode bundle, boolean small) {
        List<String> errors = new ArrayList<>();
        if (small) {
            ObjectNode listed = bundle.deepCopy();
            listed.withArrayProperty("objects").removeIf(object -> NOT_LISTED.contains(object.path("type").asText()));
            stixSchema("bundle").validate(listed.toString(), InputFormat.JSON)
                    .forEach(error -> errors.add("bundle " + error));
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode object : bundle.path("objects")) {
            stixSchema(object.path("type").textValue()).validate(object.toString(), InputFormat.JSON)
                    .forEach(error -> errors.add(object.path("id") + " " + error));
            if (!ids.add(object.path("id").textValue())) {
                errors.add(object.path("id") + " is there twice");
            }
        }
        references(bundle).stream().filter(id -> !ids.contains(id)).forEach(id -> errors.add(id + " is not there"));
        return errors;
    }

    /** Every id that an object refers to: properties that end in _ref or _refs, and the keys of extensions. */
    private static Set<String> references(JsonNode bundle) {
        Set<String> references = new HashSet<>();
        for (JsonNode object : bundle.path("objects")) {
            object.properties().forEach(field -> {
                if (field.getKey().endsWith("_ref")) {
                    references.add(field.getValue().textValue());
                } else if (field.getKey().endsWith("_refs")) {
                    field.getValue().forEach(reference -> references.add(reference.textValue()));
                }
            });
            object.path("extensions").fieldNames().forEachRemaining(references::add);
        }
        return references;
    }

    @Test
    void inventedBundlesAreValid() throws IOException {
        Path index = ExportedCards.invented(Files.createTempDirectory(folder, "stix"));
        try (ThreatCards cards = ThreatCards.open(index)) {
            assertThat(stixErrors(export(cards, whole(), ExportFormat.STIX), true)).isEmpty();
            for (UUID card : ExportedCards.all(index).keySet()) {
                assertThat(stixErrors(export(cards, alone(card), ExportFormat.STIX), true)).isEmpty();
            }
        }
    }

    @Test
    void everyCardOfTheRealDeckIsAValidBundle() throws IOException {
        Path index = RealDecks.index();
        int bundles = 0;
        try (ThreatCards cards = ThreatCards.open(index)) {
            JsonNode whole = export(cards, whole(), ExportFormat.STIX);
            assertThat(stixErrors(whole, false)).isEmpty();
            System.out.println("The real deck as a bundle has " + whole.path("objects").size() + " objects.");
            for (UUID card : ExportedCards.all(index).keySet()) {
                assertThat(stixErrors(export(cards, alone(card), ExportFormat.STIX), false)).isEmpty();
                bundles++;
            }
        }
        assertThat(bundles).isEqualTo(483 + 2121);
    }

    @Test
    void clustersAreValid() throws IOException {
        Schema schema = mispSchema();
        Path invented = ExportedCards.invented(Files.createTempDirectory(folder, "misp"));
        for (Path index : List.of(invented, RealDecks.index())) {
            try (ThreatCards cards = ThreatCards.open(index)) {
                for (Kind kind : Kind.values()) {
                    JsonNode cluster = export(cards,
                            new CardSelection.Matching(ExportedCards.everywhere(), Set.of(kind)), ExportFormat.MISP);
                    assertThat(schema.validate(cluster.toString(), InputFormat.JSON)).isEmpty();
                    assertThat(cluster.path("category").asText()).isEqualTo(kind.key());
                }
            }
        }
        try (ThreatCards cards = ThreatCards.open(invented)) {
            for (UUID card : ExportedCards.all(invented).keySet()) {
                assertThat(schema.validate(export(cards, alone(card), ExportFormat.MISP).toString(), InputFormat.JSON))
                        .isEmpty();
            }
        }
    }

    @Test
    void aBundleSaysInStixWhatStixHasWordsFor() throws IOException {
        Path index = ExportedCards.invented(Files.createTempDirectory(folder, "words"));
        try (ThreatCards cards = ThreatCards.open(index)) {
            JsonNode bundle = export(cards, CardSelection.of(CardQuery.of("Blue Otter")), ExportFormat.STIX);
            Map<String, JsonNode> objects = new HashMap<>();
            bundle.path("objects").forEach(object -> objects.put(object.path("id").textValue(), object));
            JsonNode actor = objects.get("intrusion-set--11111111-2222-4333-8444-555555555501");
            assertThat(actor.path("first_seen").asText()).isEqualTo("2014-01-01T00:00:00.000Z");
            assertThat(actor.path("modified").asText()).isEqualTo("2020-04-14T00:00:00.000Z");
            assertThat(actor.has("confidence")).isFalse();
            assertThat(actor.has("primary_motivation")).isFalse();
            assertThat(actor.path("goals")).hasSize(2);
            assertThat(actor.path("description").asText()).contains("near Red Fox:").doesNotContain("{{");
            assertThat(relationships(bundle, objects))
                    .contains("originates-from China CN", "uses Spanner ", "originates-from Middle East ",
                            "targets UK GB", "targets Education ", "targets Oil and gas ")
                    .noneMatch(relationship -> relationship.contains("Unknown"));
            assertThat(objects.get("malware--11111111-2222-4333-8444-555555555504").path("is_family").asBoolean())
                    .isTrue();
            JsonNode marking = objects.get(actor.path("object_marking_refs").path(0).textValue());
            assertThat(marking.path("definition").path("statement").asText())
                    .isEqualTo("An encyclopedia, 2024-08-27, CC BY-NC-SA 4.0");
            assertThat(objects.get(actor.path("created_by_ref").textValue()).path("name").asText()).isEqualTo("ETDA");
        }
    }

    private static List<String> relationships(JsonNode bundle, Map<String, JsonNode> objects) {
        return StreamSupport.stream(bundle.path("objects").spliterator(), false)
                .filter(object -> object.path("type").asText().equals("relationship")).map(relationship -> {
                    JsonNode target = objects.get(relationship.path("target_ref").textValue());
                    return relationship.path("relationship_type").asText() + " " + target.path("name").asText() + " "
                            + target.path("country").asText("");
                }).toList();
    }

    @Test
    void twoExportsAreTheSameBytes() throws IOException {
        Path one = ExportedCards.invented(Files.createTempDirectory(folder, "one"));
        Path other = ExportedCards.invented(Files.createTempDirectory(folder, "other"));
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(bytes(one, format)).as(format.key()).isEqualTo(bytes(other, format));
        }
    }

    private static byte[] bytes(Path index, ExportFormat format) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(cards.export(whole(), format, out)).isPositive();
            return out.toByteArray();
        }
    }

    @Test
    void aProducersUuidIsInTheAttribution() throws IOException {
        Path folderOfGalaxy = Files.createTempDirectory(folder, "producers");
        Path producers = Files.writeString(folderOfGalaxy.resolve("producer.json"), """
                {"type": "producer", "category": "producer", "values": [
                 {"value": "Acme", "uuid": "11111111-2222-4333-8444-555555555601"}]}""");
        Path index = ExportedCards.invented(folderOfGalaxy);
        ThreatCards.build(index).from(List.of(producers.toString()));
        try (ThreatCards cards = ThreatCards.open(index)) {
            JsonNode cluster = export(cards, CardSelection.of(CardQuery.of("Blue Otter")), ExportFormat.MISP);
            JsonNode meta = cluster.path("values").path(0).path("meta");
            assertThat(meta.path("name-attribution").toString())
                    .isEqualTo("[\"Blue Otter:11111111-2222-4333-8444-555555555601\"]");
            assertThat(meta.path("country").asText()).isEqualTo("CN");
            assertThat(meta.path("license").asText()).isEqualTo("CC BY-NC-SA 4.0");
            assertThat(cluster.path("values").path(0).path("related").toString())
                    .contains("11111111-2222-4333-8444-555555555504");
        }
    }

    @Test
    void cardsAreWrittenOneByOne() throws IOException {
        Path index = ExportedCards.invented(Files.createTempDirectory(folder, "streamed"));
        List<Card> all = new ArrayList<>(ExportedCards.all(index).values());
        try (ThreatCards cards = ThreatCards.open(index)) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            assertThat(cards.export(whole(), ExportFormat.NDJSON, lines)).isEqualTo(all.size());
            for (String line : lines.toString(StandardCharsets.UTF_8).split("\n", -1)) {
                assertThat(line.isEmpty() || JSON.readTree(line).path("deck").has("license")).isTrue();
            }
        }
    }
}
