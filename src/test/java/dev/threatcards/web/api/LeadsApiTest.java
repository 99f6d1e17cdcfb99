package dev.threatcards.web.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The actors that a report fits, over HTTP and on the page. */
final class LeadsApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TEXT = "The malware DamBuster was found in a hotel; Red Fox was not involved.";

    @TempDir
    private static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").tools("DamBuster")
                        .description("It listens in on guests of hotels & more.").card(),
                TestCards.actor("Red Fox").description("It steals recipes.").card(), TestCards.tool("DamBuster"));
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.url() + path)).header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static List<String> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false).toList();
    }

    @Test
    void aTextIsAnsweredWithLeadsAndTheirReasons() throws Exception {
        JsonNode answer = JSON.readTree(post("api/v1/leads?size=5", "text/plain", TEXT).body());
        assertThat(fields(answer)).containsExactly("leads", "total", "named", "generic", "caution", "deck");
        JsonNode lead = answer.path("leads").path(0);
        assertThat(fields(lead)).containsExactly("id", "kind", "name", "collection", "score", "named", "single",
                "reasons");
        assertThat(lead.path("name").asText()).isEqualTo("Blue Otter");
        JsonNode reason = lead.path("reasons").path(0);
        assertThat(reason.path("kind").asText()).isEqualTo("tool");
        assertThat(reason.path("text").asText()).isEqualTo("DamBuster");
        assertThat(reason.path("users").asInt()).isEqualTo(1);
        assertThat(answer.path("named").path(0).path("name").asText()).isEqualTo("Red Fox");
    }

    @Test
    void namedActorsCanBeLeftOut() throws Exception {
        JsonNode answer = JSON.readTree(post("api/v1/leads?named=false", "text/plain", TEXT).body());
        assertThat(answer.path("leads")).hasSize(1);
        assertThat(answer.path("named")).hasSize(1);
    }

    @Test
    void aPageIsReadAsItsText() throws Exception {
        JsonNode answer = JSON.readTree(
                post("api/v1/leads", "text/html", "<html><body><p>Guests of a <b>hotel</b></p></body></html>").body());
        assertThat(answer.path("leads").path(0).path("name").asText()).isEqualTo("Blue Otter");
    }

    @ParameterizedTest
    @CsvSource({"size=101, size", "size=x, size", "named=perhaps, named", "nmaed=false, named"})
    void aWrongParameterIsAnError(String query, String told) throws Exception {
        HttpResponse<String> answer = post("api/v1/leads?" + query, "text/plain", TEXT);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(told);
    }

    @Test
    void thePageShowsReasonsAndKeepsTheText() throws Exception {
        String page = post("leads", "application/x-www-form-urlencoded", "text=" + TEXT.replace(' ', '+')).body();
        assertThat(page).contains("uses DamBuster, which no other actor uses", "guests of hotels &amp; more",
                "named in the text", "not an attribution", TEXT, "/compare?a=");
        assertThat(post("leads", "application/x-www-form-urlencoded", "text=xyzzy").body())
                .contains("No actor fits the text");
    }

    @Test
    void thePageTakesAFileAndSaysWhyItCannotBeRead() throws Exception {
        String form = "multipart/form-data; boundary=b";
        String file = String.join("\r\n", "--b", "Content-Disposition: form-data; name=\"named\"", "", "false", "--b",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"", "", "TEXT", "--b--", "");
        assertThat(post("leads", form, file.replace("TEXT", TEXT)).body()).contains("and left out below", "Blue Otter");
        HttpResponse<String> unread = post("leads", form, file.replace("TEXT", "%PDF-1.4 broken"));
        assertThat(unread.statusCode()).isEqualTo(400);
        assertThat(unread.body()).contains("The report cannot be read");
    }

    @Test
    void thePageOfAScanSendsItsTextToThisOne() throws Exception {
        assertThat(server.get("/names?for=report").body()).contains("formaction=\"/leads\"");
        assertThat(post("leads", "application/x-www-form-urlencoded", "text=hotel&generic=true").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/leads").body()).contains("Paste a report");
    }
}
