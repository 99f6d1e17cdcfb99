package dev.threatcards.web.pages;

import java.nio.file.Path;
import java.util.List;

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
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Techniques over HTTP: the API's answers, their pages, and the links to them. */
final class TechniquePagesTest {

    private static final Technique ATTACHMENT = new Technique("T1566.001", "Spearphishing Attachment",
            List.of("Initial Access"), "Test ATT&CK 9");
    private static final Technique PHISHING = new Technique("T1566", "Phishing", List.of("Initial Access"),
            "Test ATT&CK 9");
    private static final Technique ODD = new Technique("", "<b>Own</b> trick", List.of(), "", true);

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                ActorCard.builder("Blue Otter").collection("Test").technique(ATTACHMENT).technique(ODD).build(),
                ActorCard.builder("Red Fox").collection("Test").technique(PHISHING).technique(ATTACHMENT).build(),
                ActorCard.builder("Lutra").collection("Another").technique(ATTACHMENT).build(),
                ToolCard.builder("Spanner").collection("Test").technique(ATTACHMENT).build());
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/techniques/T1566.001                  | 200
            /api/v1/techniques/t1566.001                  | 200
            /api/v1/techniques/T1566.001?collection=None  | 404
            /api/v1/techniques/T1566.001?q=otter          | 400
            /api/v1/techniques/T9999                      | 404
            /api/v1/techniques/otter                      | 400
            /api/v1/cards?technique=T1566&tactic=initial+access | 200
            /api/v1/facets/technique?prefix=T15           | 200
            /api/v1/export.navigator?technique=T1566      | 200
            /techniques/T1566                             | 200
            /techniques/t1566                             | 302
            /techniques/T9999                             | 404
            /techniques/otter                             | 400
            """)
    void everyAddressHasItsStatus(String path, int status) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void theApiGivesActorsToolsAndFamily() throws Exception {
        JsonNode one = server.json("/api/v1/techniques/t1566.001?collection=Test");
        assertThat(one.path("id").asText()).isEqualTo("T1566.001");
        assertThat(one.path("name").asText()).isEqualTo("Spearphishing Attachment");
        assertThat(one.path("tactics")).extracting(JsonNode::asText).containsExactly("Initial Access");
        assertThat(one.path("actors")).extracting(actor -> actor.path("name").asText()).containsExactly("Blue Otter",
                "Red Fox");
        assertThat(one.at("/actors/0/source").asText()).isEqualTo("Test ATT&CK 9");
        assertThat(one.at("/tools/0/name").asText()).isEqualTo("Spanner");
        assertThat(one.path("parent")).hasToString("{\"id\":\"T1566\",\"name\":\"Phishing\",\"actors\":1,\"tools\":0}");
        assertThat(one.path("elsewhere")).hasToString("{\"Another\":1}");
        assertThat(server.json("/api/v1/techniques/T1566").at("/subTechniques/0/id").asText()).isEqualTo("T1566.001");
    }

    @Test
    void aPageLeadsToItsCardsAndItsFamily() throws Exception {
        Document sub = page("/techniques/T1566.001?collection=Test");
        assertThat(sub.select("h1").text()).isEqualTo("T1566.001 Spearphishing Attachment");
        assertThat(sub.select("main a[href=/techniques/T1566]").text()).isEqualTo("T1566 Phishing");
        assertThat(sub.select("#actors li")).extracting(each -> each.text())
                .containsExactly("Blue Otter stated by Test ATT&CK 9", "Red Fox stated by Test ATT&CK 9");
        assertThat(page(sub.select("#actors .search-users a").attr("href")).select(".count").text())
                .isEqualTo("2 actors match");
        assertThat(page(sub.select("#tools .search-users a").attr("href")).select(".count").text())
                .isEqualTo("1 tool matches");
        assertThat(page(sub.select("#elsewhere a").attr("href")).select("#actors li a").text()).isEqualTo("Lutra");
        Document phishing = page("/techniques/T1566");
        assertThat(phishing.select("#sub-techniques tr:contains(T1566.001) a").attr("href"))
                .isEqualTo("/techniques/T1566.001");
    }

    @Test
    void aCardListsThemByTacticWithTheirSource() throws Exception {
        String otter = server.json("/api/v1/cards?q=otter&collection=Test").at("/hits/0/id").asText();
        Document card = page(server.get("/cards/" + otter).headers().firstValue("Location").orElse("/cards/" + otter));
        assertThat(card.select("#techniques dt")).extracting(each -> each.text()).containsExactly("Initial Access 1",
                "Without a tactic 1");
        assertThat(card.select("#techniques dd a")).extracting(each -> each.text()).containsExactly(ATTACHMENT.label(),
                "<b>Own</b> trick (withdrawn)");
        assertThat(card.select("#techniques a[href=/techniques/T1566.001]")).hasSize(1);
        assertThat(card.select("#techniques .note")).extracting(each -> each.text()).containsExactly(
                "1 technique stated by Test ATT&CK 9.", "1 technique stated by a source without a name.");
        assertThat(page("/tools?q=spanner&collection=Test").select(".panel, .facets").text()).contains("T1566.001");
    }

    @Test
    void aComparisonHasThemAndALayer() throws Exception {
        JsonNode found = server.json("/api/v1/cards?collection=Test&sort=name");
        Document compared = page(
                "/compare?a=" + found.at("/hits/0/id").asText() + "&b=" + found.at("/hits/1/id").asText());
        assertThat(compared.select("tbody:has(th:contains(Techniques)) td").first().text())
                .contains(ATTACHMENT.label());
        JsonNode layer = server.json(compared.select("a[href^=/api/v1/export.navigator]").attr("href"));
        assertThat(layer.path("techniques"))
                .extracting(each -> each.path("techniqueID").asText() + " " + each.path("score").asInt())
                .containsExactly("T1566 1", "T1566.001 2");
    }
}
