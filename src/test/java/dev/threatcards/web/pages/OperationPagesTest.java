package dev.threatcards.web.pages;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

import dev.threatcards.TestCards;
import dev.threatcards.card.CardDate;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

class OperationPagesTest {

    @TempDir
    private static Path index;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(index, TestCards.actor("Purple Otter").country("Atlantis")
                .operation(CardDate.parse("2020-03"),
                        "Blackout of a <b>harbour</b> by {{Green Heron}}, through CVE-2017-0199\n"
                                + "https://www.example.org/blackout")
                .operation(CardDate.parse("2020-03"), "Theft of charts & maps\u0001\nhttps://example.net/charts")
                .operation(CardDate.parse("2020"), "Phishing of pilots").card(),
                TestCards.actor("Green Heron").country("Ruritania").operation(CardDate.parse("2019-11"), "A bank heist")
                        .card());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/operations                                             | 200
            /api/v1/operations?q=bank&kind=operation&facets=&size=0        | 200
            /api/v1/operations?country=Atlantis&country.not=Ruritania      | 200
            /api/v1/operations?active=2020-03..2020-06&sort=relevance      | 200
            /api/v1/operations?kind=raid                                   | 400
            /api/v1/operations?active=abc..                                | 400
            /api/v1/operations?year=abc..                                  | 400
            /api/v1/operations?firstSeen=abc..                             | 400
            /api/v1/operations?actor=purpleotter&year=2019..2020           | 200
            /operations?year=abc..                                         | 400
            /operations.atom?actor=nobody                                  | 200
            /api/v1/operations?sort=name                                   | 400
            /api/v1/operations?facets=years                                | 400
            /api/v1/operations?page=0                                      | 400
            /api/v1/operations?publishers=example.org                      | 400
            /api/v1/operations?type=Backdoor                               | 400
            /operations                                                    | 200
            /operations?q=xyzzy&country=Atlantis&utm_source=elsewhere      | 200
            /operations?from=2020-03&to=2020-06                            | 200
            /operations?from=2020-03                                       | 200
            /operations?active=abc..                                       | 400
            /operations.atom?q=bank                                        | 200
            """)
    void whatIsAskedWronglyIsRefused(String path, int status) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void anUnknownParameterIsToldWithTheNearest() throws Exception {
        JsonNode problem = server.json("/api/v1/operations?publishers=example.org");
        assertThat(problem.path("detail").asText()).contains("did you mean \"publisher\"?");
    }

    @Test
    void theListHasAGroupForEachMonthAndLeadsToThePlaceOnTheCard() throws Exception {
        Document list = page("/operations");
        assertThat(list.select(".count").text()).isEqualTo("4 operations");
        assertThat(list.select("h2.month").eachText()).containsExactly("March 2020", "2020", "November 2019");
        Element first = list.selectFirst(".events li");
        assertThat(first.select(".whose").text()).isEqualTo("Purple Otter");
        assertThat(first.select(".story p").get(1).text())
                .isEqualTo("Blackout of a <b>harbour</b> by Green Heron, through CVE-2017-0199");
        assertThat(first.select(".sources a").eachText()).containsExactly("CVE-2017-0199", "example.org");
        String place = first.select("a.date").attr("href");
        assertThat(place).isEqualTo("/cards/purple-otter#operation-2020-03");
        assertThat(page("/cards/purple-otter").select("#operation-2020-03 .story").text()).contains("Blackout");
    }

    @Test
    void theWordsOfTheTextAreMarkedHereAndOnTheCard() throws Exception {
        Document list = page("/operations?q=blackout+harbour");
        assertThat(list.select(".events mark").eachText()).containsExactly("Blackout", "harbour");
        String place = list.select(".events a.date").attr("href");
        assertThat(place).isEqualTo("/cards/purple-otter?q=blackout+harbour#operation-2020-03");
        Document card = page(place.replaceFirst("#.*", ""));
        assertThat(card.select("#operation-2020-03 mark").eachText()).containsExactly("Blackout", "harbour");
        assertThat(card.select("#operation-2020-03 .story a[href=/cards/green-heron]").text()).isEqualTo("Green Heron");
        assertThat(page("/cards/purple-otter").select("mark")).isEmpty();
    }

    @Test
    void aHitOfTheSearchSaysHowManyMatchAndLeadsToTheBest() throws Exception {
        Element hit = page("/?q=blackout").selectFirst(".hit");
        assertThat(hit.select(".matching-count").text()).isEqualTo("1 operation matches");
        assertThat(hit.select(".matching-operations a.date").text()).isEqualTo("2020-03");
        assertThat(hit.select(".matching-operations mark").text()).isEqualTo("Blackout");
        assertThat(hit.select(".matching-operations .sources").text()).isEqualTo("example.org");
        assertThat(hit.select(".matching-count a").attr("href"))
                .isEqualTo("/cards/purple-otter?q=blackout#operation-2020-03");
        JsonNode json = server.json("/api/v1/cards?q=blackout").path("hits").path(0).path("operations");
        assertThat(json.path("total").asInt()).isEqualTo(1);
        assertThat(json.path("best").path("page").asText())
                .isEqualTo("/cards/" + TestCards.uuid("Purple Otter") + "#operation-2020-03");
    }

    @Test
    void everyCountIsTheTotalBehindItsLink() throws Exception {
        for (String from : new String[]{"/operations", "/operations?year=2020", "/operations?active=2020-03",
                "/operations?q=bank+OR+blackout"}) {
            Document list = page(from);
            assertThat(list.select(".facets .choose:not([aria-current])")).isNotEmpty()
                    .allSatisfy(value -> assertThat(total(value.attr("href"))).as(value.attr("href"))
                            .isEqualTo(Integer.parseInt(value.select(".number").text())));
            // Beside a chosen year, another one is an alternative.
            String bars = from.contains("year=") ? "#months .bars a" : ".bars a:not(.selected)";
            assertThat(list.select(bars)).isNotEmpty()
                    .allSatisfy(bar -> assertThat(total(bar.attr("href"))).as(bar.attr("href"))
                            .isEqualTo(Integer.parseInt(bar.select("title").text().replaceFirst(".*: ", ""))));
        }
        assertThat(page("/operations?year=2020").select("#months .bars a")).hasSize(12);
    }

    /** The total of the page with one alternative in place of several. */
    private static int total(String path) {
        try {
            return Integer.parseInt(page(path).select(".count").text().replaceFirst(" .*", ""));
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    @Test
    void aValueIsReadBackAndTakenAwayHoweverItIsWritten() throws Exception {
        Document list = page("/operations?actor=purpleotter&country=atlantis&q=pilots");
        assertThat(list.select(".count").text()).isEqualTo("1 operation matches");
        assertThat(list.select(".chips .chip").eachText()).containsExactly("Actor Purple Otter ×",
                "Attributed to Atlantis ×");
        assertThat(list.select("#actor .choose[aria-current]").attr("href"))
                .isEqualTo("/operations?q=pilots&country=Atlantis");
        assertThat(list.select("#country .choose[aria-current]").attr("href"))
                .isEqualTo("/operations?q=pilots&actor=purpleotter");
        assertThat(list.select(".query-help dl").first().text())
                .isEqualTo("Required pilots Filters Actor: Purple Otter, Attributed to: Atlantis");
        JsonNode json = server.json("/api/v1/operations?actor=purpleotter&country=atlantis&q=pilots");
        assertThat(json.path("filters").findValuesAsText("understood")).containsExactly("Purple Otter", "Atlantis");
        assertThat(json.path("parsed").path("required").findValuesAsText("typed")).containsExactly("pilots");
    }

    @Test
    void aFieldInTheTextIsAChip() throws Exception {
        Element chip = page("/operations?q=blackout+country%3Datlantis").selectFirst(".chips .chip");
        assertThat(chip.text()).isEqualTo("Attributed to Atlantis ×");
        assertThat(chip.attr("href")).isEqualTo("/operations?q=blackout");
    }

    @Test
    void theNearestValuesStandInPlaceOfOneThatMeansNothing() throws Exception {
        Element advice = page("/operations?actor=purple+oter").selectFirst(".advice");
        assertThat(advice.text())
                .isEqualTo("No operation has the value purple oter (Actor). The nearest: Purple Otter, Green Heron.");
        assertThat(advice.select("a").attr("href")).isEqualTo("/operations?actor=Purple+Otter");
    }

    @Test
    void aCardLeadsToTheSearchOfItsOperations() throws Exception {
        String search = page("/cards/purple-otter").select("#operations a[href^=/operations]").attr("href");
        assertThat(page(search).select(".count").text()).isEqualTo("3 operations match");
        assertThat(page(search).select(".whose a").first().attr("href")).isEqualTo("/cards/purple-otter");
    }

    @Test
    void whereNothingMatchesThePageOffersWhatWouldBeFound() throws Exception {
        Document empty = page("/operations?q=heist&country=Atlantis");
        assertThat(empty.select(".ways a").eachText()).containsExactly("3 operations without heist",
                "1 operation without Attributed to: Atlantis");
        assertThat(empty.select(".ways a").last().attr("href")).isEqualTo("/operations?q=heist");
    }

    /** What RFC 4287 demands of a feed, and that readers know an entry again. */
    @Test
    void theFeedIsAsTheStandardDemands() throws Exception {
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        String path = "/operations.atom?actor=purple+otter&q=charts+OR+blackout";
        Document feed = Jsoup.parse(server.get(path).body(), server.url(), Parser.xmlParser());
        assertThat(xml.newDocumentBuilder().parse(new InputSource(new StringReader(server.get(path).body()))))
                .isNotNull();
        for (String required : new String[]{"id", "title", "updated"}) {
            assertThat(feed.select("feed > " + required)).as(required).hasSize(1);
            feed.select("entry").forEach(entry -> assertThat(entry.select("> " + required)).as(required).hasSize(1)
                    .first().satisfies(element -> assertThat(element.text()).isNotBlank()));
        }
        assertThat(feed.select("feed > author > name").text()).isNotBlank();
        assertThat(feed.select("feed > title").text()).isEqualTo("Operations: charts OR blackout; Actor: Purple Otter");
        assertThat(feed.select("feed > id").text()).startsWith("urn:uuid:");
        assertThat(feed.select("feed > link[rel=self]").attr("href")).startsWith(server.url())
                .contains("/operations.atom?");
        String self = feed.select("feed > link[rel=self]").attr("href").substring(server.url().length() - 1);
        assertThat(server.get(self).body()).isEqualTo(server.get(path).body());
        assertThat(feed.select("entry > id").eachText()).hasSize(2).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("urn:uuid:[0-9a-f-]{36}")).isEqualTo(
                        Jsoup.parse(server.get("/operations.atom?q=charts+OR+blackout").body(), "", Parser.xmlParser())
                                .select("entry > id").eachText());
        assertThat(feed.select("updated, published").eachText())
                .allSatisfy(date -> assertThat(Instant.parse(date)).isNotNull());
        feed.select("entry > link[rel=alternate]")
                .forEach(link -> assertThat(link.attr("href")).startsWith(server.url()));
    }

    @Test
    void theFeedIsXmlWithAnEntryForEachOperation() throws Exception {
        String body = server.get("/operations.atom?country=Atlantis").body();
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setNamespaceAware(true);
        org.w3c.dom.Document feed = xml.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
        assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(3);
        assertThat(feed.getElementsByTagName("content").item(1).getTextContent()).isEqualTo("Theft of charts & maps");
        assertThat(feed.getElementsByTagName("published").item(0).getTextContent()).isEqualTo("2020-03-01T00:00:00Z");
        assertThat(server.get("/operations.atom").headers().firstValue("Content-Type"))
                .hasValue("application/atom+xml; charset=utf-8");
    }
}
