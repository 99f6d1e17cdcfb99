package dev.threatcards.web.pages;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages, asked over HTTP and read as documents. */
final class PagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").alias(HOSTILE, HOSTILE)
                        .country("China", HOSTILE).tools("PlugX", HOSTILE)
                        .description("Near {{Red Fox}}, {{Nobody}} and {{Shared}}. " + HOSTILE)
                        .operation(TestCards.year(2015), "Breach\nhttps://example.org/report\njavascript:alert(3)")
                        .firstSeen(TestCards.year(2013)).card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").country("Russia").tools("PlugX").card());
    }

    private static Document page(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body(), server.url());
    }

    @Test
    void aSearchHasHitsFacetsChipsAndLinksThatAreStates() throws Exception {
        Document page = page("/?q=otter&country=China&tool.not=Mimikatz");
        assertThat(page.select(".hit h2 a").eachText()).containsExactly("Blue Otter");
        assertThat(page.select(".hit h2 a").attr("href")).isEqualTo("/cards/blue-otter");
        assertThat(page.select(".chip").eachText()).containsExactly("Attributed to China ×", "Tool not Mimikatz ×");
        assertThat(page.select("#country .selected .choose").attr("href")).isEqualTo("/?q=otter&tool.not=Mimikatz");
        assertThat(page.select("#tool .choose").eachAttr("href"))
                .contains("/?q=otter&country=China&tool=PlugX&tool.not=Mimikatz");
        assertThat(page.select("form.search input[type=hidden]").eachAttr("name")).containsExactly("country",
                "tool.not");
        assertThat(page.select("input#q").attr("value")).isEqualTo("otter");
    }

    @Test
    void aCardShowsWhatItHasAndLinksOn() throws Exception {
        Document page = page("/cards/blue-otter");
        assertThat(page.select("h1").text()).isEqualTo("Blue Otter");
        assertThat(page.select(".names-table tbody tr")).hasSize(3);
        assertThat(page.select(".description a").eachAttr("href")).containsExactly("/cards/red-fox", "/cards/Shared");
        assertThat(page.select("#tools dt:contains(Rare) + dd li").text()).isEqualTo("PlugX 2");
        assertThat(page.select("#tools a[href='/?tool=PlugX']")).hasSize(1);
        assertThat(page.select(".timeline a").eachAttr("href")).containsExactly("#operation-2015");
        assertThat(page.select("#operation-2015 .date").text()).isEqualTo("2015");
        assertThat(page.select(".sources a").eachAttr("href")).containsExactly("https://example.org/report");
        assertThat(page.text()).contains("CC0-1.0", "Test deck", "2013", "Nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/cards/blue-otter",
            "/?q=%3Cscript%3Ealert(1)%3C/script%3E&country=%22%3E%3Cimg%20src=x%3E"})
    void nothingOfACardOrAQueryIsMarkup(String path) throws Exception {
        Document page = page(path);
        assertThat(page.select("img, [onerror]")).isEmpty();
        assertThat(page.select("script")).isNotEmpty().allSatisfy(script -> {
            assertThat(script.attr("src")).matches("/(static|webjars)/[\\w./-]+");
            assertThat(script.data()).isEmpty();
        });
        assertThat(page.select("a[href]").eachAttr("href")).allMatch(href -> href.startsWith("/")
                || href.startsWith("#") || href.startsWith("https://") || href.startsWith("http://"));
    }

    @Test
    void everyAnswerCarriesAStrictPolicy() throws Exception {
        for (String path : List.of("/", "/cards/blue-otter", "/cards/nobody", "/api/v1/cards",
                "/static/threat-cards.css", "/static/suggest.js")) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy")).as(path).get().asString()
                    .contains("default-src 'none'").doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
        }
    }

    @Test
    void aNameLeadsToTheOneAddressOfItsCard() throws Exception {
        HttpResponse<String> answer = server.get("/cards/BLUEOTTER");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/cards/blue-otter");
    }

    @Test
    void aSharedNameIsAChoice() throws Exception {
        HttpResponse<String> answer = server.get("/cards/shared");
        assertThat(answer.statusCode()).isEqualTo(300);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".candidates a").eachText()).containsExactly("Blue Otter", "Red Fox");
        for (String link : page.select(".candidates a").eachAttr("href")) {
            assertThat(server.get(link).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?page=0", "/?size=1000", "/?type=x", "/cards/nobody", "/nothing", "/cards/%00"})
    void aProblemIsAPageInASentence(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void filtersInAnySpellingAndFieldsInTheTextAreChips() throws Exception {
        Document page = page("/?q=(otter+OR+fox)+country:cn+-tool:plugx&country=chinese&active=2001..");
        assertThat(page.select(".chip").eachText()).containsExactly("Attributed to China ×", "Active in from 2001 ×",
                "Attributed to China ×", "Tool not PlugX ×");
        assertThat(page.select(".chip").get(2).attr("href"))
                .isEqualTo("/?q=otter+OR+fox+-tool%3Aplugx&country=China&active=2001..");
        assertThat(page.select(".clear").attr("href")).isEqualTo("/?q=otter+OR+fox");
        assertThat(page.select("#country .selected .text").eachText()).containsExactly("China");
        assertThat(page.select(".query-help summary").eachText()).containsExactly("How this was read", "Query syntax");
        assertThat(page.select(".query-help details").first().text()).contains("Required otter or fox",
                "Attributed to: China", "Excluded Tool: PlugX");
        for (String example : page.select(".query-help a").eachAttr("href")) {
            assertThat(server.get(example).statusCode()).as(example).isEqualTo(200);
        }
    }

    @Test
    void aValueThatMeansNothingLeadsToTheNearest() throws Exception {
        for (String path : List.of("/?country=Chna", "/?q=country:Chna")) {
            Document page = page(path);
            assertThat(page.select(".advice").text()).contains("No card has the value Chna");
            String nearest = page.select(".advice a:containsOwn(China)").attr("href");
            assertThat(page(nearest).select(".hit")).as(nearest).isNotEmpty();
        }
    }

    @Test
    void theResultThatIsEmptySaysWhatToDo() throws Exception {
        assertThat(page("/?q=xyzzy").select(".empty").text()).contains("Nothing matches");
    }
}
