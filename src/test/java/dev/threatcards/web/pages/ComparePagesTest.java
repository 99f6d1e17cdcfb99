package dev.threatcards.web.pages;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Actors side by side, asked for over HTTP. */
final class ComparePagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        String[] many = IntStream.range(0, 20).mapToObj(i -> "Tool " + i).toArray(String[]::new);
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").country("Chile").tools("Shovel", HOSTILE)
                        .sectors("Media", "Energy").firstSeen(TestCards.year(2013))
                        .operation(TestCards.year(2015), "Breach").operation(TestCards.year(2015), "Another").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").country("Chile").tools("Spade")
                        .sectors("Energy", "Media").operation(TestCards.year(2017), "Breach").card(),
                TestCards.actor("Grey Vole").sectors("Media").tools(many).card(), TestCards.tool("Spade", "Shovel"));
    }

    private static Document page(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body(), server.url());
    }

    @Test
    void whatIsSharedIsMarkedAndLeadsToTheSearch() throws Exception {
        Document page = page("/compare?a=blueotter&b=" + TestCards.uuid("Red Fox"));
        assertThat(page.select(".sides thead a").eachAttr("href")).containsExactly("/cards/blue-otter",
                "/cards/red-fox");
        assertThat(page.select(".shares").text()).startsWith("They share 1 rare tool: Spade;");
        assertThat(page.select(".sides li.all a").eachText()).contains("Chile", "Media", "Energy", "Spade")
                .doesNotContain("Blue Otter");
        assertThat(page.select(".sides li.all .hidden").eachText()).containsOnly("shared by all:");
        assertThat(page.select(".sides li.all a[href='/?tool=Spade']")).hasSize(2);
        assertThat(page.select(".aspect a").eachAttr("href")).contains("/?sector.all=Media&sector.all=Energy");
        assertThat(page.select(".strip").eachAttr("aria-label")).containsExactly("Blue Otter: 2 operations, in 2015",
                "Red Fox: 1 operation, in 2017");
        assertThat(page.select(".strip rect title").eachText()).containsExactly("2015: 2", "2017: 1");
    }

    @Test
    void whatSomeShareIsMarkedOtherwiseAndALongListIsFolded() throws Exception {
        Document page = page("/compare?a=blue-otter&b=red-fox&c=grey-vole");
        assertThat(page.select(".sides li.some").eachText()).contains("◐shared by 2: Chile");
        assertThat(page.select(".sides li.all").eachText()).containsOnly("●shared by all: Media");
        assertThat(page.select(".sides details summary").text()).isEqualTo("8 more");
    }

    @Test
    void anActorIsPutInAndTakenOut() throws Exception {
        Document page = page("/compare?a=blue-otter&b=red-fox");
        assertThat(page.select("form.add input").eachAttr("name")).containsExactly("a", "b", "c");
        assertThat(page.select("form.add input[type=hidden]").eachAttr("value")).containsExactly("blue-otter",
                "red-fox");
        assertThat(page.select("a.chip").eachAttr("href")).containsExactly("/compare?a=red-fox",
                "/compare?a=blue-otter");
        assertThat(page("/compare?a=red-fox").select("a.chip").attr("href")).isEqualTo("/compare");
        assertThat(page("/compare?a=red-fox").select(".sides, .strip")).isEmpty();
        assertThat(page("/compare?a=red-fox&b=redfox&c=").select("a.chip")).hasSize(1);
    }

    @Test
    void whereThereIsNothingToCompareYetComparisonsAreOffered() throws Exception {
        assertThat(page("/compare?a=red-fox").select(".about li a").eachAttr("href"))
                .contains("/compare?a=red-fox&b=blue-otter");
        assertThat(page("/compare?a=red-fox").select(".about .says").text()).contains("1 rare tool: Spade");
        assertThat(page("/compare?a=red-fox&b=blue-otter").select(".about")).isEmpty();
    }

    @Test
    void aNameThatIsNotClearIsAskedAboutInPlace() throws Exception {
        Document page = page("/compare?a=grey-vole&b=shared&c=blueoter&d=Spade&e=nobody");
        assertThat(page.select(".trouble").eachText()).satisfiesExactly(
                ambiguous -> assertThat(ambiguous).contains("“shared” is a name of several actors",
                        "Blue Otter, Red Fox"),
                near -> assertThat(near).contains("“blueoter” is not the name of an actor. Did you mean Blue Otter"),
                tool -> assertThat(tool).isEqualTo("“Spade” is not the name of an actor."),
                unknown -> assertThat(unknown).isEqualTo("“nobody” is not the name of an actor."));
        assertThat(page.select(".trouble a").eachAttr("href")).containsExactly("/compare?a=grey-vole&b=blue-otter",
                "/compare?a=grey-vole&b=red-fox", "/compare?a=grey-vole&b=blue-otter");
    }

    @Test
    void nothingOfACardOrAnAddressIsMarkup() throws Exception {
        Document page = page("/compare?a=blue-otter&b=red-fox&c=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8));
        assertThat(page.select("img, [onerror], main script")).isEmpty();
        assertThat(page.select(".sides").text()).contains("<script>alert(1)</script>");
    }

    @Test
    void aNameThatIsTooLongIsTold() throws Exception {
        assertThat(page("/compare?a=" + "x".repeat(1_000)).select(".trouble")).hasSize(1);
    }
}
