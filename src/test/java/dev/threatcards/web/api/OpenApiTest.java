package dev.threatcards.web.api;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.TestCards;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.web.RunningServer;
import dev.threatcards.web.http.ApiPaths;
import dev.threatcards.web.http.NamesRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document is what the server does: each of its examples is asked, and each answer holds to its schema. */
final class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            builder -> builder
                    .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @TempDir
    private static Path starter;
    @TempDir
    private static Path madeUp;
    private static RunningServer starterDeck;
    private static RunningServer madeUpDeck;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        starterDeck = RunningServer.overStarterDeck(starter);
        madeUpDeck = RunningServer.over(madeUp,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("China")
                        .firstSeen(TestCards.year(2013)).toolsAndProse("an MS Office 0-day exploit", "PlugX", "Rare")
                        .operation(TestCards.year(2015), "Breach\nhttps://example.org/report")
                        .description("Near {{Red Fox}}, {{Nobody}} and {{Shared}}.").relation("overlaps", "Red Fox")
                        .card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").country("Russia").tools("PlugX", "Rare")
                        .relation("subgroup-of", "Blue Otter").card(),
                TestCards.actor("Far Fox").of("Elsewhere").alias("Distant", "").card(),
                TestCards.tool("PlugX", "Korplug", "Twin"), TestCards.tool("Rare", "Twin"));
        document = starterDeck.json(ApiPaths.OPENAPI);
    }

    @AfterAll
    static void stop() {
        starterDeck.close();
        madeUpDeck.close();
    }

    /** A way to ask, with the example's parameters. */
    record Example(String path, String method, JsonNode operation, String format) {

        String address() {
            String address = path;
            List<String> query = new ArrayList<>();
            for (JsonNode parameter : operation.path("parameters")) {
                String name = parameter.path("name").asText();
                JsonNode example = parameter.path("example");
                if (parameter.path("in").asText().equals("path")) {
                    assertThat(example.isMissingNode()).as(path + " has no example of " + name).isFalse();
                    address = address.replace("{" + name + "}",
                            name.equals("format") ? format : encoded(example.asText()));
                } else if (example.isArray()) {
                    example.forEach(each -> query.add(name + "=" + encoded(each.asText())));
                } else if (!example.isMissingNode()) {
                    query.add(name + "=" + encoded(example.asText()));
                }
            }
            return address + (query.isEmpty() ? "" : "?" + String.join("&", query));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + format;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Stream<Example> examples() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream().flatMap(operation -> formats(path.getKey())
                        .map(format -> new Example(path.getKey(), operation.getKey(), operation.getValue(), format))));
    }

    private static Stream<String> formats(String path) {
        return path.contains("{format}") ? ExportFormat.keys().stream() : Stream.of("");
    }

    private static HttpResponse<String> ask(RunningServer server, String method, String address, JsonNode body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url().replaceAll("/$", "") + address));
        if (method.equals("post")) {
            request.POST(BodyPublishers.ofString(body.isTextual() ? body.textValue() : body.toString()));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleIsAnsweredAsTheDocumentSays(Example example) throws Exception {
        JsonNode body = example.operation.path("requestBody").path("content").path(0);
        for (JsonNode content : example.operation.path("requestBody").path("content")) {
            body = content.path("example");
        }
        for (RunningServer server : List.of(starterDeck, madeUpDeck)) {
            holds(ask(server, example.method, example.address(), body), example.operation);
        }
        HttpResponse<String> refused = ask(starterDeck, example.method,
                example.address().replaceFirst("\\?.*", "") + "?contry=x", body);
        if (example.path.startsWith("/api/")) {
            assertThat(refused.statusCode()).isIn(400, 404);
            holds(refused, example.operation);
        }
    }

    /** What the starter deck has no example of: tools, shared names, relations, what was mistyped or cannot be. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/api/v1/cards                   | /api/v1/cards?q=shared               | 200",
            "/api/v1/cards                   | /api/v1/cards?q=chinese+zzz+otter    | 200",
            "/api/v1/cards                   | /api/v1/cards?q=otter&country=Russia | 200",
            "/api/v1/cards                   | /api/v1/cards?q=bleu+otter           | 200",
            "/api/v1/cards                   | /api/v1/cards?page=0                 | 400",
            "/api/v1/cards/{id}              | /api/v1/cards/blueotter              | 200",
            "/api/v1/cards/{id}              | /api/v1/cards/redfox                 | 200",
            "/api/v1/cards/{id}              | /api/v1/cards/rare                   | 200",
            "/api/v1/cards/{id}              | /api/v1/cards/shared                 | 300",
            "/api/v1/cards/{id}              | /api/v1/cards/twin                   | 300",
            "/api/v1/cards/{id}              | /api/v1/cards/nobody                 | 404",
            "/api/v1/cards/{id}/similar      | /api/v1/cards/blueotter/similar      | 200",
            "/api/v1/cards/{id}/similar      | /api/v1/cards/shared/similar         | 300",
            "/api/v1/cards/{id}/related      | /api/v1/cards/blueotter/related      | 200",
            "/api/v1/tools                   | /api/v1/tools?q=rare                 | 200",
            "/api/v1/tools/{id}              | /api/v1/tools/korplug                | 200",
            "/api/v1/tools/{id}              | /api/v1/tools/twin                   | 300",
            "/api/v1/tools/{id}/similar      | /api/v1/tools/rare/similar           | 200",
            "/api/v1/tools/{id}/related      | /api/v1/tools/rare/related           | 200",
            "/api/v1/facets/{facet}          | /api/v1/facets/tool?tool=PlugX       | 200",
            "/api/v1/facets/{facet}          | /api/v1/facets/colour                | 404",
            "/api/v1/suggest                 | /api/v1/suggest?q=plu                | 200",
            "/api/v1/suggest                 | /api/v1/suggest?q=blu                | 200",
            "/api/v1/resolve                 | /api/v1/resolve?name=shared          | 200",
            "/api/v1/resolve                 | /api/v1/resolve?name=Red+Fxo&name=twin | 200",
            "/api/v1/stats                   | /api/v1/stats?q=otter                | 200",
            "/api/v1/stats                   | /api/v1/stats                        | 200",
            "/api/v1/export.{format}         | /api/v1/export.pdf                   | 404",
            "/api/v1/deck                    | /api/v1/deck                         | 200"})
    void moreIsAnsweredAsTheDocumentSays(String path, String address, int status) throws Exception {
        HttpResponse<String> answer = ask(madeUpDeck, "get", address, JSON.nullNode());
        assertThat(answer.statusCode()).isEqualTo(status);
        holds(answer, document.path("paths").path(path).path("get"));
    }

    @Test
    void aBodyThatIsTooLargeIsAnsweredAsTheDocumentSays() throws Exception {
        HttpResponse<String> answer = ask(madeUpDeck, "post", "/api/v1/resolve",
                JSON.getNodeFactory().textNode(" ".repeat(NamesRequest.LIST_BYTES + 1)));
        assertThat(answer.statusCode()).isEqualTo(413);
        holds(answer, document.path("paths").path("/api/v1/resolve").path("post"));
    }

    private static void holds(HttpResponse<String> answer, JsonNode operation) throws Exception {
        JsonNode response = operation.path("responses").path(Integer.toString(answer.statusCode()));
        assertThat(response.isObject()).as(answer.request() + " " + answer.statusCode()).isTrue();
        String sent = answer.headers().firstValue("Content-Type").orElseThrow();
        Map<String, JsonNode> types = response.path("content").properties().stream()
                .collect(Collectors.toMap(type -> bare(type.getKey()), Map.Entry::getValue));
        assertThat(types).as(answer.request().toString()).containsKey(bare(sent));
        if (sent.contains("json") && !sent.contains("ndjson")) {
            ObjectNode schema = types.get(bare(sent)).path("schema").deepCopy();
            schema.set("components", document.path("components"));
            List<Error> errors = SCHEMAS.getSchema(schema.toString()).validate(answer.body(), InputFormat.JSON);
            assertThat(errors).as(answer.request().toString()).isEmpty();
        }
    }

    /** A media type without its parameters. */
    private static String bare(String mediaType) {
        return mediaType.replaceFirst(";.*", "");
    }

    @Test
    void everyRouteOfTheApiIsInTheDocument() {
        Set<String> routes = starterDeck.routes().filter(route -> route.matches("(GET|POST) /(api/v|health/).*"))
                .map(route -> route.replace('<', '{').replace('>', '}')).collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = examples().map(example -> example.method.toUpperCase(Locale.ROOT) + " " + example.path)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(routes).hasSizeGreaterThan(15);
    }

    @Test
    void operationsHaveNamesOfTheirOwnAndParametersOnce() {
        List<Example> all = examples().filter(example -> !example.format.equals("csv")).toList();
        Map<String, Set<String>> paths = new TreeMap<>();
        all.forEach(
                example -> paths.computeIfAbsent(example.operation.path("operationId").asText(), id -> new TreeSet<>())
                        .add(example.method + example.path));
        assertThat(paths.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        assertThat(all).allSatisfy(example -> assertThat(example.operation.path("parameters"))
                .extracting(parameter -> parameter.path("name").asText()).doesNotHaveDuplicates());
    }
}
