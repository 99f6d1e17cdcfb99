package dev.threatcards.web.api;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Names by vendor and ids of other catalogues over HTTP, on the starter deck. */
final class NameTablesApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.overStarterDeck(folder);
    }

    @Test
    void aTableHasTheNamesOfTheGiversThatWereAskedFor() throws Exception {
        JsonNode table = server
                .json("/api/v1/names?giver=Microsoft&giver=Crowdstrike&giver=Mandiant&q=Fancy+Bear&size=1");
        assertThat(table.path("givers")).extracting(JsonNode::asText).containsExactly("Microsoft", "CrowdStrike",
                "Mandiant");
        JsonNode row = table.path("rows").path(0);
        assertThat(row.path("kind").asText()).isEqualTo("actor");
        assertThat(row.path("names").path("Microsoft")).extracting(name -> name.path("name").asText())
                .contains("Forest Blizzard");
        assertThat(row.path("names").path("CrowdStrike")).extracting(name -> name.path("name").asText())
                .containsExactly("Fancy Bear");
        assertThat(table.path("deck").path("license").asText()).isNotEmpty();
    }

    @Test
    void itsActorsAreThoseThatASearchFinds() throws Exception {
        String search = "giver=Microsoft&giver=CrowdStrike&country=Iran";
        assertThat(server.json("/api/v1/names?" + search).path("total").asInt())
                .isEqualTo(server.json("/api/v1/cards?" + search).path("total").asInt()).isPositive();
        assertThat(server.json("/api/v1/names?country=Iran").path("total").asInt())
                .isEqualTo(server.json("/api/v1/cards?country=Iran").path("total").asInt());
        assertThat(server.json("/api/v1/names").path("givers")).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"name=Forest+Blizzard&to=crowdstrike,translated,Fancy Bear",
            "name=Fancy+Bear&to=Microsoft,translated,Strontium", "name=Zqxjw&to=Microsoft,unknown-name,"})
    void aNameIsTranslated(String parameters, String outcome, String first) throws Exception {
        JsonNode answer = server.json("/api/v1/names?" + parameters);
        assertThat(answer.path("outcome").asText()).isEqualTo(outcome);
        assertThat(answer.path("cards").path(0).path("names").path(0).path("name").asText(null)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"names?giver=Mikrosoft | giver | did you mean \"Microsoft\"",
            "names.csv?giver=Mikrosoft | giver | did you mean \"Microsoft\"",
            "names?name=Fancy+Bear&to=Croudstrike | to | did you mean \"CrowdStrike\"",
            "names?name=Fancy+Bear | to | needs \"name\" and \"to\"",
            "names?to=Microsoft | name | needs \"name\" and \"to\"",
            "names?name=Fancy+Bear&to=Microsoft&q=x | q | There is no parameter",
            "names?givr=Microsoft | givr | did you mean \"giver\"", "crosswalk?kind=x | kind | neither"})
    void whatCannotBeAnsweredIsAProblem(String address, String parameter, String detail) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/" + address);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("parameter").asText()).isEqualTo(parameter);
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(detail);
    }

    @Test
    void tablesAreFilesToo() throws Exception {
        HttpResponse<String> names = server.get("/api/v1/names.csv?giver=Microsoft&giver=CrowdStrike");
        assertThat(names.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(names.headers().firstValue("Content-Disposition").orElseThrow()).contains("names.csv");
        assertThat(names.body().lines().count() - 1)
                .isEqualTo(server.json("/api/v1/names?giver=Microsoft&giver=CrowdStrike").path("total").asInt());
        HttpResponse<String> ids = server.get("/api/v1/crosswalk.csv?kind=actor");
        assertThat(ids.body().lines().count() - 1)
                .isEqualTo(server.json("/api/v1/crosswalk?kind=actor").path("total").asInt()).isPositive();
    }

    @Test
    void aCardHasItsIds() throws Exception {
        JsonNode row = server.json("/api/v1/crosswalk?q=Fancy+Bear&size=1").path("rows").path(0);
        assertThat(row.path("ids").path("attack")).extracting(JsonNode::asText).containsExactly("G0007");
        assertThat(List.of(row.path("ids").path("microsoft").toString())).first().asString()
                .contains("Forest Blizzard");
        assertThat(server.json("/api/v1/cards/" + row.path("id").asText()).path("ids")).isEqualTo(row.path("ids"));
    }
}
