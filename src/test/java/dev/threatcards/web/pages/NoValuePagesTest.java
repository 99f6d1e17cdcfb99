package dev.threatcards.web.pages;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Cards and operations without a value of a facet, in the API and on pages. */
final class NoValuePagesTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                ActorCard.builder("Blue Otter").country("Atlantis").sectors("Shipping")
                        .firstSeen(CardDate.parse("2019"))
                        .operation(CardDate.parse("2020"), "Exploits CVE-2017-0199.\nhttps://example.org/a").build(),
                ActorCard.builder("Red Fox").country("Atlantis").sectors("Energy").operation(CardDate.NONE, "Rests.")
                        .build(),
                ActorCard.builder("Grey Hen").country("Lemuria").build(),
                ActorCard.builder("Pale Owl").country("Lemuria").sectors("Energy").build());
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/cards                          | country | 0
            /api/v1/cards                          | sector  | 1
            /api/v1/cards?sector=Energy            | sector  | 1
            /api/v1/cards?sector.not=Energy        | sector  | 1
            /api/v1/cards?sector.all=Energy        | sector  | 0
            /api/v1/cards?country=Atlantis         | sector  | 0
            /api/v1/cards?sector=none              | sector  | 1
            /api/v1/cards?sector=none&sector=Energy | country | 0
            /api/v1/cards                          | firstSeen | 3
            /api/v1/cards?firstSeen=2019           | firstSeen | 3
            /api/v1/cards                          | active  | 3
            /api/v1/cards?firstSeen=none           | active  | 3
            /api/v1/operations                     | year    | 1
            /api/v1/operations                     | cve     | 1
            /api/v1/operations                     | publisher | 1
            /api/v1/operations?cve=CVE-2017-0199   | cve     | 1
            /api/v1/operations?year=none           | year    | 1
            /api/v1/operations                     | country | 0
            /api/v1/operations                     | firstSeen | 1
            """)
    void theApiCountsThem(String path, String facet, int count) throws Exception {
        assertThat(server.json(path).at("/facetNone/" + facet).asInt(-1)).isEqualTo(count);
    }

    @Test
    void theListOfAFacetCountsThemApart() throws Exception {
        JsonNode values = server.json("/api/v1/facets/sector");
        assertThat(values.path("none").asInt()).isEqualTo(1);
        assertThat(values.path("total").asInt()).isEqualTo(2);
        assertThat(values.path("values")).extracting(each -> each.path("value").asText()).containsExactly("Energy",
                "Shipping");
        JsonNode chosen = server.json("/api/v1/facets/sector?sector=none");
        assertThat(chosen.path("values")).extracting(Object::toString)
                .contains("{\"value\":\"none\",\"count\":1,\"selected\":true}");
        assertThat(chosen.path("total").asInt()).isEqualTo(2);
    }

    @Test
    void theLastEntryChoosesThemAndLetsThemGo() throws Exception {
        Element entry = page("/").select("#sector .value").last();
        assertThat(entry.text()).startsWith("no value1");
        Document chosen = page(entry.select("a.choose").attr("href"));
        assertThat(chosen.select(".count").text()).isEqualTo("1 actor matches");
        assertThat(chosen.select(".hit h2").text()).isEqualTo("Grey Hen");
        assertThat(chosen.select(".chip").text()).isEqualTo("Target sector no value ×");
        Element selected = chosen.select("#sector .value").last();
        assertThat(selected.classNames()).contains("selected");
        assertThat(chosen.select("#sector .value .text")).extracting(Element::text).containsExactly("Energy",
                "Shipping", "no value");
        assertThat(page(selected.select("a.choose").attr("href")).select(".count").text()).isEqualTo("4 actors");
        assertThat(page(chosen.select(".chip").attr("href")).select(".count").text()).isEqualTo("4 actors");
        Document others = page(entry.select("a.exclude").attr("href"));
        assertThat(others.select(".count").text()).isEqualTo("3 actors match");
        assertThat(others.select(".chip").text()).isEqualTo("Target sector not no value ×");
        assertThat(page("/?sector=None").select("#sector .selected a.choose").attr("href")).isEqualTo("/");
        assertThat(page("/").select("#country").text()).doesNotContain("no value");
    }

    @Test
    void yearsHaveTheEntryToo() throws Exception {
        Element entry = page("/").select("#firstSeen .value").last();
        assertThat(entry.text()).startsWith("no value3");
        Document chosen = page(entry.select("a.choose").attr("href"));
        assertThat(chosen.select(".count").text()).isEqualTo("3 actors match");
        assertThat(page(chosen.select("#firstSeen .selected a.choose").attr("href")).select(".count").text())
                .isEqualTo("4 actors");
    }

    @Test
    void findingAmongValuesLeavesItOut() throws Exception {
        assertThat(page("/facets/sector?prefix=en").text()).contains("Energy").doesNotContain("no value");
        assertThat(page("/facets/sector").text()).contains("no value");
    }

    @Test
    void operationsHaveTheEntryToo() throws Exception {
        for (String facet : new String[]{"cve", "publisher", "sector"}) {
            Element entry = page("/operations").select("#" + facet + " .value").last();
            if (facet.equals("sector")) {
                assertThat(entry.text()).doesNotContain("no value");
            } else {
                assertThat(entry.text()).isEqualTo("no value1");
                Document chosen = page(entry.select("a.choose").attr("href"));
                assertThat(chosen.select(".count").text()).isEqualTo("1 operation matches");
                assertThat(
                        page(chosen.select("#" + facet + " .selected a.choose").attr("href")).select(".count").text())
                        .isEqualTo("2 operations");
            }
        }
        Document undated = page(page("/operations").select("#year .value a").attr("href"));
        assertThat(undated.select(".count").text()).isEqualTo("1 operation matches");
        assertThat(page(undated.select("#year .selected a").attr("href")).select(".count").text())
                .isEqualTo("2 operations");
    }
}
