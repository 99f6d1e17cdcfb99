package dev.threatcards.web.pages;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of names by vendor. */
final class NameTablePageTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").alias(HOSTILE, "Initech").country("Atlantis")
                        .card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").alias("Lost", "?").card(),
                TestCards.actor("Grey Heron").card());
    }

    private static Document page(String address) throws Exception {
        HttpResponse<String> answer = server.get(address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body(), server.url());
    }

    @Test
    void theTableHasTheChosenVendorsAndMarksWhatOthersShare() throws Exception {
        Document page = page("/names/table?giver=initech&giver=Umbrella");
        assertThat(page.select(".givers thead th").eachText()).containsExactly("Actor", "Initech", "Umbrella",
                "Giver not known");
        assertThat(page.select(".givers tbody th a").eachText()).containsExactly("Blue Otter", "Red Fox");
        assertThat(page.select(".givers .shared").eachText()).containsExactly("Red Fox", "Blue Otter");
        assertThat(page.select("input[name=giver][checked]").eachAttr("value")).containsExactly("Initech", "Umbrella");
        assertThat(page.select("script:not([src])")).isEmpty();
        assertThat(page.select(".givers td").text()).contains("<script>");
        Element csv = page.select("a:contains(CSV)").first();
        assertThat(server.get(csv.attr("href")).body().lines().count()).isEqualTo(3);
    }

    @Test
    void withoutAChoiceTheVendorsOfMostActorsAreShown() throws Exception {
        Document page = page("/names/table?q=otter");
        assertThat(page.select(".givers thead th").eachText()).containsExactly("Actor", "Acme", "Initech");
        assertThat(page.select("h3").text()).isEqualTo("1 actor has a name by any of these vendors");
    }

    @Test
    void filtersStayInTheFormAndCanBeRemoved() throws Exception {
        Document page = page("/names/table?giver=Acme&country=Atlantis&giver.not=Umbrella");
        assertThat(page.select("select[name=country] option[selected]").eachAttr("value")).containsExactly("Atlantis");
        assertThat(page.select("input[type=hidden][name=giver.not]").eachAttr("value")).containsExactly("Umbrella");
        assertThat(page.select(".chip").eachText()).hasSize(2);
        assertThat(page(page.select(".clear").attr("href")).select(".givers tbody tr")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Blue+Otter&to=Initech | Shared", "Shared&to=Acme | may mean 2 actors",
            "Grey+Heron&to=Initech | No card has a name by Initech for it",
            "Zqxjw&to=Acme | No card has the name “Zqxjw”", "Blue+Otter | Choose a vendor"})
    void aNameIsTranslated(String name, String answer) throws Exception {
        Document page = page("/names/table?name=" + name);
        assertThat(page.select(".translated").text()).contains(answer);
        assertThat(page.select(".givers")).isEmpty();
    }

    @Test
    void anUnknownVendorIsAProblemThatNamesTheNearest() throws Exception {
        HttpResponse<String> answer = server.get("/names/table?giver=Initch");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Initech");
    }

    @Test
    void pagesLeadToIt() throws Exception {
        assertThat(page("/names").select(".asked a").eachAttr("href")).contains("/names/table");
        String named = page("/cards/blue-otter").select("#names .note a").attr("href");
        assertThat(page(named).select(".givers tbody th a").eachText()).containsExactly("Blue Otter");
        assertThat(page("/?q=otter").select(".pictures a").eachAttr("href")).contains("/names/table?q=otter");
        String question = page("/?q=what+does+Initech+call+Blue+Otter%3F").select(".advice a").attr("href");
        assertThat(page(question).select(".translated strong").eachText()).contains("Shared");
    }
}
