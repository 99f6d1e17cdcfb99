package dev.threatcards.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.NeedsRealDecks;
import dev.threatcards.RealDecks;
import dev.threatcards.TestCards;
import dev.threatcards.card.Card;

import static org.assertj.core.api.Assertions.assertThat;

/** The pictures of a deck over HTTP: each number of a link is what the link gives. */
final class ExploreTest {

    private static final String NUMBERS = ".heat a, .most-used a";

    @TempDir
    private Path folder;

    private static final Card[] DECK = {
            TestCards.actor("Blue Otter").country("China", "Iran").targets("USA", "Peru").sectors("Energy", "Media")
                    .tools("PlugX", "Spade & Co").operation(TestCards.year(2015), "Breach").card(),
            TestCards.actor("Red Fox").country("Iran").targets("USA", "Peru").sectors("Energy").tools("PlugX")
                    .operation(TestCards.year(2015), "Breach").operation(TestCards.year(2017), "Breach").card(),
            TestCards.actor("Grey Vole").country("[Unknown]").targets("USA").sectors("Media")
                    .toolsAndProse("a 0-day exploit", "Spade & Co", "PlugX").description("wiper").card()};

    private static Document page(String path, RunningServer server) throws Exception {
        var answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body(), server.url());
    }

    private static void holds(Element link, RunningServer server) throws Exception {
        String number = link.select(".number").isEmpty() ? link.text() : link.select(".number").text();
        String address = link.attr("href");
        assertThat(address).startsWith("/?");
        assertThat(server.json("/api/v1/cards" + address.substring(1) + "&size=0").path("total").asText()).as(address)
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=wiper", "?country=China&country=%5BUnknown%5D", "?country=Iran&target.all=USA",
            "?sector.not=Media", "?tool=PlugX&tool=Nobody&active=2015"})
    void eachNumberIsWhatItsLinkGives(String parameters) throws Exception {
        try (RunningServer server = RunningServer.over(folder, DECK)) {
            Document page = page("/explore" + parameters, server);
            assertThat(page.select(NUMBERS)).hasSizeGreaterThan(4);
            for (Element link : page.select(NUMBERS)) {
                holds(link, server);
            }
            JsonNode stats = server.json("/api/v1/stats" + parameters);
            assertThat(server.json("/api/v1/cards" + parameters).path("total"))
                    .isEqualTo(stats.path("totals").path("cards"));
            assertThat(page.select(".lead a").first().text())
                    .startsWith(stats.path("totals").path("cards").asText() + " actor");
        }
    }

    @Test
    @NeedsRealDecks
    void numbersHoldOnTheRealDeck() throws Exception {
        try (RunningServer server = new RunningServer(RealDecks.index())) {
            for (String path : List.of("/explore", "/explore?country=China&country=Russia&q=government")) {
                List<Element> links = new ArrayList<>(page(path, server).select(NUMBERS));
                assertThat(links).hasSizeGreaterThan(200);
                Collections.shuffle(links, new Random(7));
                for (Element link : links.subList(0, 60)) {
                    holds(link, server);
                }
            }
        }
    }

    @Test
    void thePicturesAreTablesWithHeads() throws Exception {
        try (RunningServer server = RunningServer.over(folder, DECK)) {
            Document page = page("/explore", server);
            Element origins = page.getElementById("origins");
            assertThat(origins.select("thead th[scope=col]").eachText()).containsExactly("Attributed to", "USA 3",
                    "Peru 2");
            assertThat(origins.select("tbody th[scope=row]").eachText()).containsExactly("Iran 2", "China 1",
                    "[Unknown] 1");
            assertThat(origins.select("tbody tr.apart").text()).startsWith("[Unknown]");
            assertThat(origins.select("a[title='Iran, Peru']").attr("href")).isEqualTo("/?country=Iran&target=Peru");
            assertThat(page.getElementById("sectors").select("thead th").eachText()).containsExactly("Target sector",
                    "2015 2", "2016", "2017 1");
            assertThat(page.select(".rarity summary .text").eachText()).containsExactly("2 actors", "3 actors");
            assertThat(page.select(".pairs tbody tr")).hasSize(3);
            assertThat(page.select(".pairs tbody tr").first().text())
                    .isEqualTo("Blue Otter Grey Vole 2 Spade & Co, PlugX");
            assertThat(page.select(".pairs tbody tr").first().select("a").eachAttr("href"))
                    .containsExactly("/cards/blue-otter", "/cards/grey-vole", "/?tool=Spade+%26+Co", "/?tool=PlugX");
            assertThat(page.select("main").text()).doesNotContain("0-day");
            assertThat(page.select("[style], style, main script")).isEmpty();
        }
    }

    @Test
    void theResultOfASearchHasPicturesToo() throws Exception {
        try (RunningServer server = RunningServer.over(folder, DECK)) {
            Document page = page("/explore?q=wiper&country=%5BUnknown%5D", server);
            assertThat(page.select(".chip").eachText()).containsExactly("Words wiper ×", "Attributed to [Unknown] ×");
            assertThat(page.select(".chip").eachAttr("href")).containsExactly("/explore?country=%5BUnknown%5D",
                    "/explore?q=wiper");
            assertThat(page.select(".lead a").eachAttr("href")).containsExactly("/?q=wiper&country=%5BUnknown%5D",
                    "/api/v1/stats?q=wiper&country=%5BUnknown%5D");
            assertThat(
                    page("/?q=wiper&country=%5BUnknown%5D&sort=name&size=5", server).select(".pictures a").attr("href"))
                    .isEqualTo("/explore?q=wiper&country=%5BUnknown%5D");
            assertThat(page("/explore?q=xyzzy", server).select(".lead").text()).startsWith("Pictures of 0 actors");
        }
    }

    @Test
    void theNumbersAreJsonWithWhereTheyComeFrom() throws Exception {
        try (RunningServer server = RunningServer.over(folder, DECK)) {
            JsonNode stats = server.json("/api/v1/stats");
            assertThat(stats.path("totals").path("cards").asInt()).isEqualTo(3);
            assertThat(stats.path("totals").path("tools").asInt()).isEqualTo(2);
            assertThat(stats.path("totals").path("operations").asInt()).isEqualTo(3);
            assertThat(stats.at("/origins/rows/0/cells/USA").asInt()).isEqualTo(2);
            assertThat(stats.at("/sectors/columns").findValuesAsText("value")).containsExactly("2015", "2017");
            assertThat(stats.at("/rarity/0").toString()).isEqualTo("{\"from\":2,\"to\":2,\"tools\":1}");
            assertThat(stats.at("/pairs/0/cards").findValuesAsText("name")).containsExactly("Blue Otter", "Grey Vole");
            assertThat(stats.at("/deck/license").asText()).isEqualTo("CC0-1.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/explore?sort=name", "/explore?type=Malware", "/api/v1/stats?page=2",
            "/api/v1/stats?facetSize=5"})
    void whatCannotBeAskedForIsAProblem(String path) throws Exception {
        try (RunningServer server = RunningServer.over(folder, DECK)) {
            assertThat(server.get(path).statusCode()).isEqualTo(400);
        }
    }
}
