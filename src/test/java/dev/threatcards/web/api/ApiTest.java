package dev.threatcards.web.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.web.RunningServer;
import dev.threatcards.web.ServerException;
import dev.threatcards.web.WebServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The API, asked over HTTP. */
final class ApiTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("China")
                        .toolsAndProse("an MS Office 0-day exploit", "PlugX")
                        .description("It <b>likes</b> Office & mail.").firstSeen(TestCards.year(2013)).card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").alias("Vault 7/8", "Acme").country("Russia")
                        .tools("PlugX", "Mimikatz").card(),
                TestCards.tool("PlugX", "Korplug"));
    }

    private static List<String> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false).toList();
    }

    @Test
    void aResultPageHasItsFields() throws Exception {
        JsonNode page = server.json("/api/v1/cards?q=Office+0-day+China");
        assertThat(fields(page)).containsExactly("query", "total", "page", "size", "sort", "hits", "facets",
                "facetTotals", "facetNone", "didYouMean", "ambiguous", "understood", "filters", "parsed", "deck");
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.path("deck").path("license").asText()).isEqualTo("CC0-1.0");
        JsonNode hit = page.path("hits").path(0);
        assertThat(fields(hit)).containsExactly("id", "name", "names", "collection", "country", "countryCodes",
                "motivation", "firstSeen", "score", "matched", "highlights");
        assertThat(hit.path("names").path(1).toString()).isEqualTo("{\"name\":\"Shared\",\"giver\":\"Initech\"}");
        assertThat(hit.path("matched").path(0).toString()).isEqualTo(
                "{\"field\":\"tool\",\"text\":\"an MS Office 0-day exploit\",\"words\":[\"Office\",\"0-day\"]}");
        assertThat(hit.path("highlights").path("description").path(0).asText())
                .isEqualTo("It &lt;b&gt;likes&lt;/b&gt; <mark>Office</mark> &amp; mail.");
        assertThat(page.path("facets").path("country").toString())
                .isEqualTo("[{\"value\":\"China\",\"count\":1,\"selected\":false}]");
    }

    @Test
    void filtersAndFacetsAreAskedForByName() throws Exception {
        JsonNode page = server.json("/api/v1/cards?tool=PlugX&country.not=China&facets=tool,country&size=0");
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.path("hits")).isEmpty();
        assertThat(fields(page.path("facets"))).containsExactly("country", "tool");
        assertThat(server.json("/api/v1/cards?tool.all=PlugX&tool.all=Mimikatz").path("total").asInt()).isEqualTo(1);
        assertThat(server.json("/api/v1/cards?country=China&country=Russia").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void aFacetIsAskedForAlone() throws Exception {
        JsonNode facet = server.json("/api/v1/facets/tool?prefix=mi&country=Russia");
        assertThat(fields(facet)).containsExactly("facet", "values", "total", "none", "deck");
        assertThat(facet.path("values").toString())
                .isEqualTo("[{\"value\":\"Mimikatz\",\"count\":1,\"selected\":false}]");
    }

    @Test
    void aValueThatIsLeftOutIsListedAndNotSelected() throws Exception {
        assertThat(server.json("/api/v1/facets/country?country.not=China").path("values").toString()).isEqualTo(
                "[{\"value\":\"Russia\",\"count\":1,\"selected\":false},{\"value\":\"China\",\"count\":0,\"selected\":false}]");
    }

    @Test
    void aCardIsAskedForByNameOrUuid() throws Exception {
        JsonNode card = server.json("/api/v1/cards/blueotter");
        assertThat(card.path("name").asText()).isEqualTo("Blue Otter");
        assertThat(card.path("tools").toString()).isEqualTo("[\"PlugX\"]");
        assertThat(card.path("prose").path("tools").toString()).isEqualTo("[\"an MS Office 0-day exploit\"]");
        assertThat(server.json("/api/v1/cards/" + card.path("id").asText())).isEqualTo(card);
        assertThat(server.json("/api/v1/cards/Vault%207%2F8").path("name").asText()).isEqualTo("Red Fox");
        assertThat(server.json("/api/v1/cards/korplug").path("kind").asText()).isEqualTo("tool");
    }

    @Test
    void anAmbiguousNameGivesTheCandidates() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/cards/shared");
        assertThat(answer.statusCode()).isEqualTo(300);
        assertThat(server.json("/api/v1/cards/shared").path("candidates"))
                .extracting(card -> card.path("name").asText()).containsExactly("Blue Otter", "Red Fox");
    }

    @Test
    void theDeckSaysWhereItIsFrom() throws Exception {
        JsonNode deck = server.json("/api/v1/deck");
        assertThat(deck.path("cards").asInt()).isEqualTo(2);
        assertThat(deck.path("tools").asInt()).isEqualTo(1);
        assertThat(deck.path("decks").path(0).path("source").asText()).isEqualTo("Test deck");
        assertThat(deck.path("rejectCount").asInt()).isZero();
    }

    @Test
    void itIsLiveAndReady() throws Exception {
        assertThat(server.json("/health/live").path("status").asText()).isEqualTo("live");
        assertThat(server.json("/health/ready").toString()).isEqualTo("{\"status\":\"ready\",\"cards\":2}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/api/v1/cards?page=0        | 400 | page      | from 1",
            "/api/v1/cards?page=x        | 400 | page      | whole number",
            "/api/v1/cards?size=1000     | 400 | size      | 0 to 100",
            "/api/v1/cards?size=-1       | 400 | size      | 0 to 100",
            "/api/v1/cards?page=101&size=100 | 400 | page  | 10000",
            "/api/v1/cards?facetSize=5001 | 400 | facetSize | 0 to 5000",
            "/api/v1/cards?facets=colour | 400 | facets    | country",
            "/api/v1/cards?sort=best     | 400 | sort      | relevance",
            "/api/v1/cards?contry=China  | 400 | contry    | country",
            "/api/v1/cards?country.nto=x | 400 | country.nto | country.not",
            "/api/v1/facets/colour       | 404 | ''        | country",
            "/api/v1/facets/tool?prefx=a | 400 | prefx     | prefix",
            "/api/v1/deck?x=1            | 400 | x         | none",
            "/api/v1/cards/nobody        | 404 | ''        | nobody",
            "/api/v1/nothing             | 404 | ''        | /api/v1/nothing",
            "/health/dead                | 404 | ''        | /health/dead"})
    void whatCannotBeAnsweredIsAProblemThatNamesItsParameter(String path, int status, String parameter, String detail)
            throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        JsonNode problem = server.json(path);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("parameter").asText("")).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    @Test
    void aQueryThatIsTooLongIsTold() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/cards?q=" + "x".repeat(10_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"parameter\":\"q\"", "1000");
    }

    @Test
    void headIsAnsweredAsGetIs() throws Exception {
        for (String path : List.of("health/ready", "api/v1/cards", "cards/nobody")) {
            HttpRequest head = HttpRequest.newBuilder(URI.create(server.url() + path)).HEAD().build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> full = server.get("/" + path);
            assertThat(answer.statusCode()).isEqualTo(full.statusCode());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .isEqualTo(full.headers().firstValue("Content-Type"));
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void thereIsNothingToWrite() throws IOException, InterruptedException {
        HttpRequest delete = HttpRequest.newBuilder(URI.create(server.url() + "api/v1/cards/blueotter")).DELETE()
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(delete, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(server.get("/api/v1/cards/blueotter").statusCode()).isEqualTo(200);
    }

    @Test
    void aPortThatIsInUseIsTold() {
        try (ThreatCards cards = ThreatCards.open(folder)) {
            int port = URI.create(server.url()).getPort();
            assertThatThrownBy(() -> WebServer.start(cards, "127.0.0.1", port)).isInstanceOf(ServerException.class)
                    .hasMessageContaining(Integer.toString(port)).hasMessageContaining("in use");
        }
    }
}
