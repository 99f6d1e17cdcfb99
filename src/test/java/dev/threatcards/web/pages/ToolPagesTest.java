package dev.threatcards.web.pages;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

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
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of tools and their part of the API, asked over HTTP. */
final class ToolPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder, TestCards.tool("PlugX", "Korplug", "Shared"),
                TestCards.toolOf("Spade", "Malware", List.of("Backdoor", "Info stealer")),
                TestCards.toolOf("Rake", "Tools", List.of("Tunneling")), TestCards.tool("Twin", "Shared"),
                TestCards.toolOf(HOSTILE, HOSTILE, List.of(HOSTILE)),
                TestCards.actor("Blue Otter").alias("Wet Panda", "Initech").country("Chile")
                        .tools("PlugX", "Spade", "Loose Cannon").operation(TestCards.year(2019), "Breach").card(),
                TestCards.actor("Red Fox").alias("Twin", "Umbrella").country("Peru").tools("Korplug", "Spade", HOSTILE)
                        .card());
    }

    private static Document page(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body(), server.url());
    }

    @Test
    void aSearchHasHitsWithTheirUsersAndWhyTheyMatched() throws Exception {
        Document page = page("/tools?q=korplug");
        assertThat(page.title()).isEqualTo("korplug · Tools · Threat Cards");
        assertThat(page.select(".count").text()).isEqualTo("1 tool matches");
        Element hit = page.select(".hit").first();
        assertThat(hit.select("h2 a").attr("href")).isEqualTo("/tools/plugx");
        assertThat(hit.select(".name").eachText()).containsExactly("Korplug", "Shared");
        assertThat(hit.select(".facts a").eachAttr("href")).containsExactly("/tools?category=Malware",
                "/tools?type=Backdoor");
        assertThat(hit.select(".users").text()).isEqualTo("Used by 2 actors rare Blue Otter Red Fox");
        assertThat(hit.select(".users a").eachAttr("href")).containsExactly("/cards/blue-otter", "/cards/red-fox");
        assertThat(hit.select(".reasons").text()).contains("Korplug");
    }

    @Test
    void theSearchBoxInTheHeadSearchesToolsHereAndActorsElsewhere() throws Exception {
        Document tools = page("/tools?type=Backdoor");
        assertThat(tools.select("form.search").attr("action")).isEqualTo("/tools");
        assertThat(tools.select("form.search label").text()).isEqualTo("Search tools");
        assertThat(tools.select("form.search input[type=hidden]").eachAttr("name")).containsExactly("type");
        assertThat(tools.select(".sections [aria-current=page]").text()).isEqualTo("Tools");
        Document actors = page("/cards/blue-otter");
        assertThat(actors.select("form.search").attr("action")).isEqualTo("/");
        assertThat(actors.select("form.search label").text()).isEqualTo("Search actors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tools", "/tools?q=backdoor", "/tools?category=Malware", "/tools?type.not=Tunneling"})
    void aCountPromisedIsTheTotalDelivered(String path) throws Exception {
        Document page = page(path);
        assertThat(page.select(".panel h2").eachText()).contains("Category", "Type");
        for (Element value : page.select(".value:not(.selected):has(.exclude)")) {
            boolean alternative = !page.select(".panel:has(.selected) .value").contains(value);
            if (alternative) {
                String number = value.select(".number").text();
                Document delivered = page(value.select(".choose").attr("href"));
                assertThat(delivered.select(".count").text()).as(value.text())
                        .startsWith((number.equals("0") ? "No" : number) + " tool");
            }
        }
        assertThat(page.select(".value")).isNotEmpty();
    }

    @Test
    void filtersAreChipsAndAreLeftOut() throws Exception {
        Document page = page("/tools?category=Malware&type.not=Info+stealer");
        assertThat(page.select(".chip").eachText()).containsExactly("Category Malware ×", "Type not Info stealer ×");
        assertThat(page.select(".chip").eachAttr("href")).containsExactly("/tools?type.not=Info+stealer",
                "/tools?category=Malware");
        assertThat(page.select(".hit h2").eachText()).doesNotContain("Spade").contains("PlugX");
        assertThat(page("/tools?type.all=Backdoor&type.all=Info+stealer").select(".hit h2").eachText())
                .containsExactly("Spade");
    }

    @Test
    void theOrderIsALink() throws Exception {
        Document page = page("/tools");
        assertThat(page.select(".sorts").text()).isEqualTo("Relevance Name Most used Rarest Changed");
        assertThat(page.select(".sorts a").eachAttr("href")).containsExactly("/tools?sort=name", "/tools?sort=-users",
                "/tools?sort=users", "/tools?sort=-changed");
        assertThat(page("/tools?sort=-users").select(".hit h2").first().text()).isEqualTo("PlugX");
        assertThat(page("/tools?sort=users").select(".hit h2").first().text()).isEqualTo(HOSTILE);
    }

    @Test
    void aPageOfHitsAloneIsAPiece() throws Exception {
        Document values = page("/tools/facets/type?prefix=info&category=Malware");
        assertThat(values.select(".value .text").eachText()).containsExactly("Info stealer");
        assertThat(values.select(".choose").attr("href")).isEqualTo("/tools?category=Malware&type=Info+stealer");
        assertThat(values.select("header")).isEmpty();
        assertThat(server.get("/tools/facets/country").statusCode()).isEqualTo(404);
    }

    @Test
    void aToolShowsWhoUsesItUnderEveryNameAndLeadsToTheirSearch() throws Exception {
        Document page = page("/tools/plugx");
        assertThat(page.select("h1").text()).isEqualTo("PlugX rare");
        assertThat(page.select(".users-table tbody tr").eachText()).containsExactly("Blue Otter Chile 2019",
                "Red Fox Peru");
        assertThat(page.select(".users-table th a").eachAttr("href")).containsExactly("/cards/blue-otter",
                "/cards/red-fox");
        assertThat(page.select(".other-names li").eachText()).containsExactly("Korplug", "Shared");
        assertThat(page.select(".rows a").eachAttr("href")).contains("/tools?category=Malware", "/tools?type=Backdoor",
                "/api/v1/tools/" + TestCards.uuid("PlugX"));
        assertThat(page.text()).contains("CC0-1.0", "Test deck");
        String search = page.select(".search-users a").attr("href");
        assertThat(search).isEqualTo("/?tool=PlugX&tool=Korplug");
        assertThat(page(search).select(".hit h2").eachText()).containsExactly("Blue Otter", "Red Fox");
        assertThat(page("/tools/rake").select(".used-by").text()).contains("No actor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tools/KORPLUG", "/cards/PlugX", "/cards/Korplug"})
    void aNameLeadsToTheOneAddressOfItsTool(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/tools/plugx");
    }

    @Test
    void aUuidIsTheToolItself() throws Exception {
        String uuid = TestCards.uuid("PlugX").toString();
        assertThat(page("/tools/" + uuid).select("h1").text()).startsWith("PlugX");
        assertThat(server.get("/cards/" + uuid).headers().firstValue("Location")).get().asString()
                .endsWith("/tools/" + uuid);
        // An actor that has the name too has the page among cards, and the tool its own.
        assertThat(page("/tools/twin").select(".tool h1").text()).isEqualTo("Twin");
        assertThat(server.get("/cards/twin").headers().firstValue("Location")).get().asString()
                .endsWith("/cards/red-fox");
    }

    @Test
    void aSharedNameIsAChoice() throws Exception {
        HttpResponse<String> answer = server.get("/tools/shared");
        assertThat(answer.statusCode()).isEqualTo(300);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".candidates a").eachText()).containsExactly("PlugX", "Twin");
        for (String link : page.select(".candidates a").eachAttr("href")) {
            assertThat(server.get(link).statusCode()).isEqualTo(200);
        }
        assertThat(server.get("/cards/shared").headers().firstValue("Location")).get().asString()
                .endsWith("/tools/shared");
    }

    @Test
    void aLabelWithoutACardLeadsToTheActorsThatListIt() throws Exception {
        HttpResponse<String> answer = server.get("/tools/loose-cannon");
        assertThat(answer.statusCode()).isEqualTo(404);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".problem p").text()).contains("actors list it");
        assertThat(page.select(".candidates").text()).contains("Loose Cannon listed by 1 actor");
        assertThat(page(page.select(".candidates a").first().attr("href")).select(".hit h2").eachText())
                .containsExactly("Blue Otter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tools/nothing", "/tools?country=Chile", "/tools?sort=firstSeen", "/tools?page=0",
            "/tools/facets/type?country=x"})
    void aProblemIsAPageInASentence(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).contains("<h1>").doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tools", "/tools?sort=-name", "/tools?q=%3Cscript%3Ealert(1)%3C/script%3E",
            "/tools/script-alert-1-script-img-src-x-onerror-alert-2"})
    void nothingOfACardOrAQueryIsMarkup(String path) throws Exception {
        Document page = page(path);
        assertThat(page.select("img, [onerror], [style], [onclick]")).isEmpty();
        assertThat(page.select("script")).isNotEmpty()
                .allSatisfy(script -> assertThat(script.attr("src")).matches("/(static|webjars)/[\\w./-]+"));
    }

    @Test
    void theApiHasFacetsOfToolsAndTakesThemAsFilters() throws Exception {
        JsonNode all = server.json("/api/v1/tools?facets=type&facetSize=1");
        assertThat(all.path("facets").path("type")).hasSize(1);
        assertThat(all.path("facets").path("type").path(0).path("value").asText()).isEqualTo("Backdoor");
        assertThat(all.path("facets").has("category")).isFalse();
        int promised = all.path("facets").path("type").path(0).path("count").asInt();
        assertThat(server.json("/api/v1/tools?type=Backdoor").path("total").asInt()).isEqualTo(promised);
        JsonNode narrowed = server.json("/api/v1/tools?type.all=Backdoor&type.all=Info+stealer&category.not=Tools");
        assertThat(narrowed.path("hits").path(0).path("name").asText()).isEqualTo("Spade");
        assertThat(narrowed.path("hits").path(0).path("userCount").asInt()).isEqualTo(2);
        assertThat(narrowed.path("total").asInt()).isEqualTo(1);
        assertThat(server.json("/api/v1/cards").path("facets").has("type")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/tools?facets=country,facets", "/api/v1/cards?facets=type,facets",
            "/api/v1/cards?type=Backdoor,type", "/api/v1/cards?sort=users,sort",
            "/api/v1/tools?facetSize=-1,facetSize"})
    void whatACardOfThatKindHasNotIsAProblem(String path, String parameter) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.json(path).path("parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void aSuggestionOfAToolLeadsToItsPageOrToTheActorsThatListIt() throws Exception {
        assertThat(server.json("/api/v1/suggest?q=korplug").path("suggestions").path(0).path("page").asText())
                .isEqualTo("/tools/plugx");
        assertThat(server.json("/api/v1/suggest?q=loose").path("suggestions").path(0).path("page").asText())
                .isEqualTo("/?tool=Loose+Cannon");
    }
}
