package dev.threatcards.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.ToolCard;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports over HTTP: the API's answers, their pages, and the links to them. */
final class CitedReportPagesTest {

    private static final String TIDE = "example.org/tide?id=5";

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(
                folder,
                ActorCard
                        .builder("Blue Otter").collection("Test")
                        .operation(CardDate.parse("2018-03"),
                                "Takes <b>charts</b>.\nhttps://www.example.org/tide?id=5&utm_source=x")
                        .information("https://example.org/ebb").information("https://example.org/alone").build(),
                ActorCard.builder("Lutra").collection("Another").information("https://example.org/tide?id=5").build(),
                ToolCard.builder("Spanner").collection("Test").information("http://example.org/tide/?id=5")
                        .information("https://example.org/ebb").build());
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/reports?url=https://example.org/tide?id=5             | 200
            /api/v1/reports?url=hxxps://example%5B.%5Dorg/tide?id=5       | 200
            /api/v1/reports?url=https://example.org/unheard               | 200
            /api/v1/reports?url=https://example.org/ebb&collection=Test   | 200
            /api/v1/reports                                               | 400
            /api/v1/reports?url=otter                                     | 400
            /api/v1/reports?url=ftp://example.org/ebb                     | 400
            /api/v1/reports?url=https://example.org/ebb&q=otter           | 400
            /reports                                                      | 200
            /reports?url=example.org/ebb                                  | 200
            /reports?url=https://www.example.org/ebb/                     | 302
            /reports?url=example.org/unheard                              | 200
            /reports?url=otter                                            | 400
            """)
    void everyAddressHasItsStatus(String path, int status) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void theApiGivesTheCardsWithTheirPlaces() throws Exception {
        JsonNode tide = server
                .json("/api/v1/reports?collection=Test&url=" + encoded("hxxp://EXAMPLE[.]org/tide?id=5#x"));
        assertThat(tide.path("normal").asText()).isEqualTo(TIDE);
        assertThat(tide.path("actorCount").asInt()).isEqualTo(1);
        assertThat(tide.at("/actors/0/name").asText()).isEqualTo("Blue Otter");
        assertThat(tide.at("/actors/0/places/0"))
                .hasToString("{\"field\":\"operations\",\"date\":\"2018-03\",\"sentence\":\"Takes <b>charts</b>.\"}");
        assertThat(tide.at("/tools/0/name").asText()).isEqualTo("Spanner");
        assertThat(tide.path("elsewhere")).hasToString("{\"Another\":1}");
        assertThat(tide.path("shared"))
                .hasToString("[{\"address\":\"https://example.org/ebb\",\"actors\":1,\"tools\":1}]");
        assertThat(server.json("/api/v1/reports?url=example.org/ebb-and-flow").at("/nearby/0/address").asText())
                .isEqualTo("https://example.org/ebb");
    }

    @Test
    void aWrongAddressIsExplained() throws Exception {
        JsonNode problem = server.json("/api/v1/reports?url=otter");
        assertThat(problem.path("parameter").asText()).isEqualTo("url");
        assertThat(problem.path("detail").asText()).contains("\"otter\" is no address", "https://example.org/report");
    }

    @Test
    void aPageLeadsToItsCardsAndToOtherReports() throws Exception {
        Document tide = page("/reports?collection=Test&url=" + encoded(TIDE));
        assertThat(tide.select("h1 a").attr("href")).isEqualTo("https://www.example.org/tide?id=5&utm_source=x");
        assertThat(tide.select("#actors li").text())
                .isEqualTo("Blue Otter In an operation of 2018-03 Takes <b>charts</b>.");
        assertThat(tide.select("#tools li").text()).isEqualTo("Spanner In a link to a report");
        assertThat(page(tide.select("#actors .search-users a").attr("href")).select(".count").text())
                .isEqualTo("1 actor matches");
        assertThat(page(tide.select("#tools .search-users a").attr("href")).select(".count").text())
                .isEqualTo("1 tool matches");
        assertThat(page(tide.select("#elsewhere a").attr("href")).select("#actors li a").text()).isEqualTo("Lutra");
        assertThat(page(tide.select("#shared a").attr("href")).select(".facts").text()).isEqualTo("1 actor, 1 tool");
        Document unheard = page("/reports?url=example.org/unheard");
        assertThat(unheard.select(".facts").text()).isEqualTo("No card cites it");
        assertThat(unheard.select("#nearby tbody tr")).hasSize(3);
    }

    @Test
    void aCardLinksToWhatOthersCiteToo() throws Exception {
        String otter = server.json("/api/v1/cards?q=otter&collection=Test").at("/hits/0/id").asText();
        Document card = page("/cards/" + otter);
        assertThat(card.select("#operations a.citing").text()).isEqualTo("also cited by 1");
        assertThat(card.select("#reports a.citing")).singleElement().satisfies(
                link -> assertThat(page(link.attr("href")).select(".facts").text()).isEqualTo("1 actor, 1 tool"));
        String lutra = server.json("/api/v1/cards?q=lutra&collection=Another").at("/hits/0/id").asText();
        assertThat(page("/cards/" + lutra).select("a.citing")).isEmpty();
    }

    @Test
    void aSearchForAnAddressLeadsToTheReport() throws Exception {
        Document found = page("/?collection=Test&q=" + encoded("hxxps://example[.]org/tide?id=5"));
        assertThat(found.select(".count").text()).isEqualTo("1 actor matches");
        assertThat(found.select(".advice").text())
                .isEqualTo("This looks like a report’s address: 1 actor, 1 tool cite it.");
        assertThat(page(found.select(".advice a").attr("href")).select("h1").text()).contains("example.org/tide");
        assertThat(page("/?q=https://example.org/unheard").select(".advice").text())
                .isEqualTo("This looks like a report’s address: no card cites it.");
    }
}
