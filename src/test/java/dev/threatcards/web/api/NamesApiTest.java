package dev.threatcards.web.api;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Names and texts, asked about over HTTP. */
final class NamesApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT_BYTES = 5 << 20;

    @TempDir
    private static Path folder;
    private static RunningServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").alias("Snake", "Acme").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").card(), TestCards.tool("PlugX", "Korplug"));
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
    }

    private static HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.url() + path)).POST(body).build(),
                BodyHandlers.ofString());
    }

    private static JsonNode posted(String path, String body) throws Exception {
        HttpResponse<String> answer = post(path, BodyPublishers.ofString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String... words) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(words);
    }

    private static List<String> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false).toList();
    }

    @Test
    void oneNameIsResolved() throws Exception {
        JsonNode resolution = server.json("/api/v1/resolve?name=SHARED");
        assertThat(fields(resolution)).containsExactly("name", "ambiguous", "cards", "deck");
        assertThat(resolution.path("name").asText()).isEqualTo("SHARED");
        assertThat(resolution.path("ambiguous").asBoolean()).isTrue();
        assertThat(fields(resolution.path("cards").path(0))).containsExactly("id", "kind", "name", "collection", "as",
                "giver", "match");
        assertThat(resolution.path("cards")).extracting(card -> card.path("giver").asText()).containsExactly("Initech",
                "Umbrella");
        assertThat(resolution.path("deck").path("license").asText()).isEqualTo("CC0-1.0");
        assertThat(server.json("/api/v1/resolve?name=blueoter").path("cards").path(0).path("match").asText())
                .isEqualTo("near");
        assertThat(server.json("/api/v1/resolve?name=").path("cards")).isEmpty();
    }

    @Test
    void severalNamesAreResolvedInTheirOrder() throws Exception {
        JsonNode list = posted("api/v1/resolve", "[\"nobody\", \"blue-otter\", \"korplug\", \"\"]");
        assertThat(fields(list)).containsExactly("results", "deck");
        assertThat(list.path("results")).extracting(each -> each.path("name").asText()).containsExactly("nobody",
                "blue-otter", "korplug", "");
        assertThat(list.path("results")).extracting(each -> each.path("cards").path(0).path("match").asText("none"))
                .containsExactly("none", "folded", "exact", "none");
        assertThat(fields(list.path("results").path(0))).containsExactly("name", "ambiguous", "cards");
        assertThat(server.json("/api/v1/resolve?name=nobody&name=blue-otter").path("results")).hasSize(2);
        assertThat(posted("api/v1/resolve?collection=None", "[\"blue-otter\"]").path("results").path(0).path("cards"))
                .isEmpty();
        assertThat(posted("api/v1/resolve", "[]").path("results")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[\"a\"", "[\"a\"] b", "{\"name\": \"a\"}", "\"a\"", "null", "[1]",
            "[null]", "[\"a\", [\"b\"]]", "\u0000"})
    void whatIsNoListOfNamesIsAProblem(String body) throws Exception {
        isProblem(post("api/v1/resolve", BodyPublishers.ofString(body)), 400, "JSON array of strings");
    }

    @Test
    void tooManyNamesAreAProblem() throws Exception {
        String many = JSON.writeValueAsString(Collections.nCopies(1_001, "Blue Otter"));
        isProblem(post("api/v1/resolve", BodyPublishers.ofString(many)), 400, "1000");
        HttpResponse<String> tooLong = post("api/v1/resolve",
                BodyPublishers.ofString("[\"" + "x".repeat(1 << 20) + "\"]"));
        isProblem(tooLong, 413, "1 MB");
        assertThat(tooLong.headers().firstValue("Connection")).contains("close");
        isProblem(post("api/v1/resolve", BodyPublishers.ofString("[".repeat(100_000))), 400, "JSON");
        isProblem(server.get("/api/v1/resolve"), 400, "name");
    }

    @Test
    void aTextIsScanned() throws Exception {
        JsonNode scan = posted("api/v1/scan", "🦊 The blue-otter, a snake, used Korplug.");
        assertThat(fields(scan)).containsExactly("mentions", "cards", "deck");
        assertThat(scan.path("mentions")).hasSize(2);
        JsonNode mention = scan.path("mentions").path(0);
        assertThat(fields(mention)).containsExactly("start", "end", "text", "kind", "generic", "evidence", "cards");
        assertThat(mention.path("start").asInt()).isEqualTo(7);
        assertThat(mention.path("end").asInt()).isEqualTo(17);
        assertThat(mention.path("text").asText()).isEqualTo("blue-otter");
        assertThat(mention.path("cards").path(0).path("name").asText()).isEqualTo("Blue Otter");
        assertThat(posted("api/v1/scan?generic=true", "A Snake.").path("mentions").path(0).path("generic").asBoolean())
                .isTrue();
        assertThat(posted("api/v1/scan?collection=None", "Blue Otter").path("mentions")).isEmpty();
        assertThat(posted("api/v1/scan", "").path("mentions")).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreNoError() throws Exception {
        byte[] bytes = "\u00e9 Blue Otter".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> answer = post("api/v1/scan", BodyPublishers.ofByteArray(bytes));
        assertThat(JSON.readTree(answer.body()).path("mentions").path(0).path("start").asInt()).isEqualTo(2);
    }

    @Test
    void aTextIsScannedUpToTheBound() throws Exception {
        String most = "x".repeat(TEXT_BYTES - 11) + " Blue Otter";
        assertThat(posted("api/v1/scan", most).path("mentions")).hasSize(1);
        isProblem(post("api/v1/scan", BodyPublishers.ofString(most + ".")), 413, "5242880 bytes", "5 MB");
        byte[] more = (most + ".").getBytes(StandardCharsets.UTF_8);
        // Without a length that is told beforehand.
        isProblem(post("api/v1/scan", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more))), 413, "5 MB");
        isProblem(post("api/v1/scan", BodyPublishers.ofString("PlugX ".repeat(100_001))), 413, "100000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"scan?genric=true | 400 | generic",
            "scan?generic=perhaps | 400 | true or false", "resolve?name=x | 400 | collection"})
    void aParameterThatIsNotKnownIsAProblem(String path, int status, String detail) throws Exception {
        isProblem(post("api/v1/" + path, BodyPublishers.ofString("[]")), status, detail);
    }

    @Test
    void aTextIsNotAskedForByGet() throws Exception {
        assertThat(server.get("/api/v1/scan").statusCode()).isEqualTo(405);
        assertThat(server.get("/api/v1/resolve?nam=x").body()).contains("\"parameter\":\"nam\"");
    }
}
