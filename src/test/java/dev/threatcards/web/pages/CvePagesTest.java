package dev.threatcards.web.pages;

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

/** Vulnerabilities over HTTP: the API's answers, their pages, and the links to them. */
final class CvePagesTest {

    private static final String ID = "CVE-2017-11882";

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                ActorCard.builder("Blue Otter").collection("Test").country("China")
                        .description("Uses CVE 2017 11882 <b>& more</b>, see https://example.org/cve-2017-0199.html")
                        .toolProse("an exploit of CVE-2012-0158")
                        .operation(CardDate.parse("2018-03"),
                                "Sends cve-2017-11882.\nhttps://example.org/CVE-2017-8570")
                        .build(),
                ToolCard.builder("Spanner").collection("Test").description("Has CVE-2017-11882.").build());
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/cves                            | 200
            /api/v1/cves?q=2017&size=1&page=2       | 200
            /api/v1/cves?country=China&country.not=Iran | 200
            /api/v1/cves?size=5001                  | 400
            /api/v1/cves?page=0                     | 400
            /api/v1/cves?sort=name                  | 400
            /api/v1/cves?type=Backdoor              | 400
            /api/v1/cves/CVE-2017-11882             | 200
            /api/v1/cves/cve%202017%2011882         | 200
            /api/v1/cves/CVE-2017-11882?collection=None | 404
            /api/v1/cves/CVE-2017-11883             | 404
            /api/v1/cves/CVE-2017-1                 | 400
            /api/v1/cves/otter                      | 400
            /api/v1/cves/CVE-2017-11882?q=otter     | 400
            /cves                                   | 200
            /cves?q=xyzzy&country=China             | 200
            /cves/CVE-2017-11882                    | 200
            /cves/cve_2017_11882                    | 302
            /cves/CVE-2017-11883                    | 404
            /cves/otter                             | 400
            """)
    void everyAddressHasItsStatus(String path, int status) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void theApiListsThemAndGivesTheirPlaces() throws Exception {
        JsonNode list = server.json("/api/v1/cves?size=1");
        assertThat(list.path("total").asInt()).isEqualTo(4);
        assertThat(list.path("cves")).singleElement()
                .hasToString("{\"id\":\"CVE-2017-11882\",\"actors\":1,\"tools\":1}");
        JsonNode one = server.json("/api/v1/cves/cve-2017-11882");
        assertThat(one.path("id").asText()).isEqualTo(ID);
        assertThat(one.at("/actors/0/name").asText()).isEqualTo("Blue Otter");
        assertThat(one.at("/actors/0/places/1/date").asText()).isEqualTo("2018-03");
        assertThat(one.at("/actors/0/places/1/sentence").asText()).isEqualTo("Sends cve-2017-11882.");
        assertThat(one.at("/toolCount").asInt()).isEqualTo(1);
        assertThat(one.at("/nvd").asText()).isEqualTo("https://nvd.nist.gov/vuln/detail/" + ID);
    }

    @Test
    void aListOfNamesSaysThatAnIdIsNone() throws Exception {
        JsonNode resolved = server.json("/api/v1/resolve?name=cve+2017+11882");
        assertThat(resolved.path("cards")).isEmpty();
        assertThat(resolved.at("/cve/id").asText()).isEqualTo(ID);
        assertThat(resolved.at("/cve/actors/0/name").asText()).isEqualTo("Blue Otter");
        assertThat(server.json("/api/v1/resolve?name=Blue+Otter").has("cve")).isFalse();
        Document page = page("/names?name=cve+2017+11882&name=CVE-2030-0001&name=Blue+Otter");
        assertThat(page.select(".answer h2").first().text()).isEqualTo("2 of 3 names are known.");
        assertThat(page.select("section:contains(CVEs) li")).extracting(each -> each.text()).containsExactly(
                ID + " 1 actor, 1 tool Blue Otter in the description, Spanner tool, in the description",
                "CVE-2030-0001 no card mentions it");
    }

    @Test
    void theListLinksToTheCardsThatItCounts() throws Exception {
        Document list = page("/cves");
        assertThat(list.select("section h2")).extracting(each -> each.text()).containsExactly("2017 3", "2012 1");
        String actors = list.select("tr:contains(" + ID + ") a:contains(actor)").attr("href");
        assertThat(page(actors).select(".count").text()).isEqualTo("1 actor matches");
        String tools = list.select("tr:contains(" + ID + ") a:contains(tool)").attr("href");
        assertThat(page(tools).select(".count").text()).isEqualTo("1 tool matches");
    }

    @Test
    void theTextsOfACardLinkToThem() throws Exception {
        Document card = page("/cards/blue-otter");
        assertThat(card.select(".description a")).extracting(each -> each.text() + " " + each.attr("href"))
                .containsExactly("CVE 2017 11882 /cves/CVE-2017-11882",
                        "https://example.org/cve-2017-0199.html https://example.org/cve-2017-0199.html");
        assertThat(card.select(".description p").text()).contains("<b>& more</b>");
        assertThat(card.select(".story p:first-child a").attr("href")).isEqualTo("/cves/CVE-2017-11882");
        assertThat(card.select("#tools a").attr("href")).isEqualTo("/cves/CVE-2012-0158");
        assertThat(card.select(".claims dt:contains(CVEs) + dd a")).extracting(each -> each.text())
                .containsExactly("CVE-2012-0158", "CVE-2017-0199", "CVE-2017-8570", ID);
        assertThat(page("/tools/spanner").select(".rows dt:contains(CVEs) + dd a").attr("href"))
                .isEqualTo("/cves/CVE-2017-11882");
    }

    @Test
    void aSearchSaysWhereAndHowMany() throws Exception {
        Document found = page("/?q=cve+2017+11882");
        assertThat(found.select(".advice").text()).isEqualTo(ID + ": 1 actor, 1 tool");
        assertThat(found.select(".reasons li").text())
                .isEqualTo("CVE " + ID + ", in the description, and in 1 more text");
    }

    @Test
    void aPageOfOneHasNoLinkToItself() throws Exception {
        Document one = page("/cves/" + ID);
        assertThat(one.select("main .mentioning p")).isNotEmpty();
        assertThat(one.select("main a[href=/cves/" + ID + "]")).isEmpty();
        assertThat(one.select("main h3 a")).extracting(each -> each.attr("href")).containsExactly("/cards/blue-otter",
                "/tools/spanner");
    }
}
