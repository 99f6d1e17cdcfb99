package dev.threatcards.web;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.Inputs;
import dev.threatcards.TestCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Suggestions, similar and related cards, asked over HTTP. */
final class SuggestApiTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("Chile").tools("Korplug")
                        .description("Near {{Red Fox}}.").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").alias("Vault 7/8", "Acme").tools("PlugX").card(),
                TestCards.actor("Sub Fox").relation("subgroup-of", "Red Fox").card(),
                TestCards.tool("PlugX", "Korplug"), TestCards.tool("Spade/similar"));
    }

    @Test
    void aSuggestionHasItsKindAndThePageThatShowsIt() throws Exception {
        JsonNode answer = server.json("/api/v1/suggest?q=chi");
        assertThat(answer.path("query").asText()).isEqualTo("chi");
        assertThat(answer.path("suggestions").toString())
                .isEqualTo("[{\"text\":\"Chile\",\"kind\":\"country\",\"detail\":\"1 actor\",\"count\":1,"
                        + "\"facet\":\"country\",\"value\":\"Chile\",\"page\":\"/?country=Chile\"}]");
        assertThat(answer.path("deck").path("license").asText()).isEqualTo("CC0-1.0");
        JsonNode actor = server.json("/api/v1/suggest?q=blue&size=1").path("suggestions").path(0);
        assertThat(actor.path("kind").asText()).isEqualTo("actor");
        assertThat(actor.path("page").asText()).isEqualTo("/cards/blue-otter");
        assertThat(actor.path("card").path("id").asText()).isEqualTo(TestCards.uuid("Blue Otter").toString());
        JsonNode tool = server.json("/api/v1/suggest?q=korp").path("suggestions").path(0);
        assertThat(tool.path("card").path("name").asText()).isEqualTo("PlugX");
        assertThat(server.json("/api/v1/suggest").path("suggestions")).isEmpty();
    }

    @Test
    void similarCardsHaveReasons() throws Exception {
        JsonNode answer = server.json("/api/v1/cards/blueotter/similar");
        assertThat(answer.path("id").asText()).isEqualTo(TestCards.uuid("Blue Otter").toString());
        assertThat(answer.path("name").asText()).isEqualTo("Blue Otter");
        JsonNode fox = answer.path("similar").path(0);
        assertThat(fox.path("name").asText()).isEqualTo("Red Fox");
        assertThat(fox.path("score").asDouble()).isGreaterThan(1);
        assertThat(fox.path("reason").asText()).startsWith("share 1 rare tool: PlugX");
        assertThat(fox.path("shared").path(0).toString())
                .isEqualTo("{\"facet\":\"tool\",\"value\":\"PlugX\",\"count\":2}");
        assertThat(answer.path("deck").path("license").asText()).isEqualTo("CC0-1.0");
        assertThat(server.json("/api/v1/cards/blueotter/similar?size=0").path("similar")).isEmpty();
        assertThat(server.json("/api/v1/tools/plugx/similar").path("name").asText()).isEqualTo("PlugX");
    }

    @Test
    void relatedCardsStandAlone() throws Exception {
        JsonNode answer = server.json("/api/v1/cards/redfox/related");
        assertThat(answer.path("subgroups").path(0).path("name").asText()).isEqualTo("Sub Fox");
        assertThat(answer.path("total").asInt()).isEqualTo(2);
        assertThat(answer.path("relations")).isEqualTo(server.json("/api/v1/cards/redfox").path("relations"));
        assertThat(server.json("/api/v1/cards/redfox/related?size=1").path("relations")).hasSize(1);
        assertThat(server.json("/api/v1/cards/subfox/related").path("parent").path("name").asText())
                .isEqualTo("Red Fox");
        assertThat(server.get("/api/v1/tools/plugx/related").statusCode()).isEqualTo(200);
    }

    @Test
    void aNameMayHaveSlashes() throws Exception {
        for (String end : List.of("", "/similar", "/related")) {
            assertThat(server.json("/api/v1/cards/Vault%207%2F8" + end).path("name").asText()).isEqualTo("Red Fox");
            assertThat(server.json("/api/v1/cards/Vault%207/8" + end).path("name").asText()).isEqualTo("Red Fox");
        }
    }

    @Test
    void aNameOfSeveralIsAChoiceAndOfNoneIsNotFound() throws Exception {
        for (String end : List.of("similar", "related")) {
            assertThat(server.get("/api/v1/cards/shared/" + end).statusCode()).isEqualTo(300);
            assertThat(server.json("/api/v1/cards/shared/" + end).path("candidates")).hasSize(2);
            assertThat(server.get("/api/v1/cards/nobody/" + end).statusCode()).isEqualTo(404);
            assertThat(server.get("/api/v1/tools/blueotter/" + end).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatCannotBeAnsweredNamesItsParameter() throws Exception {
        for (String path : List.of("/api/v1/suggest?q=a&size=101", "/api/v1/suggest?size=x",
                "/api/v1/cards/redfox/similar?size=-1", "/api/v1/cards/redfox/related?size=101")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(400);
            assertThat(server.json(path).path("parameter").asText()).as(path).isEqualTo("size");
        }
        assertThat(server.json("/api/v1/suggest?siez=1").path("detail").asText()).contains("\"size\"");
        assertThat(server.json("/api/v1/cards/redfox/similar?siez=1").path("detail").asText()).contains("\"size\"");
        assertThat(server.json("/api/v1/suggest?q=" + "x".repeat(1_001)).path("parameter").asText()).isEqualTo("q");
    }

    @Test
    void anyTextHasABoundedAnswer() {
        Inputs.forAll(200, inputs -> {
            String text = inputs.text();
            HttpResponse<String> answer = server
                    .get("/api/v1/suggest?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new ObjectMapper().readTree(answer.body()).path("suggestions").size()).isLessThanOrEqualTo(10);
        });
    }

    @Test
    void aCardShowsWhoIsLikeIt() throws Exception {
        var page = Jsoup.parse(server.get("/cards/blue-otter").body());
        assertThat(page.select(".similar a").eachAttr("href")).contains("/cards/red-fox");
        assertThat(page.select(".similar .says").text()).contains("share 1 rare tool: PlugX");
    }
}
