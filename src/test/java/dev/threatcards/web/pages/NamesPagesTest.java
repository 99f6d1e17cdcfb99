package dev.threatcards.web.pages;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Lists of names and reports, pasted into pages. */
final class NamesPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder,
                TestCards.actor("Blue Otter").alias("Shared", "Initech").alias("Snake", "Acme").alias("=1+1", "Acme")
                        .card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").alias("Korplug", "Umbrella").card(),
                TestCards.tool("PlugX", "Korplug"));
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
    }

    private static HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        List<String> fields = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .toList();
        return send(path, String.join("&", fields));
    }

    private static HttpResponse<String> send(String path, String body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded").build(), BodyHandlers.ofString());
    }

    private static Document posted(String path, Map<String, String> form) throws Exception {
        return page(post(path, form));
    }

    private static Document page(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body(), server.url());
    }

    private static List<Map<String, String>> rows(HttpResponse<String> csv) throws Exception {
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        try (var rows = new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(csv.body())) {
            return rows.readAll();
        }
    }

    private static void isAttachment(HttpResponse<String> answer, String file) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + file + "\"");
    }

    @Test
    void aListIsAnsweredNameByName() throws Exception {
        Document page = posted("names/resolve",
                Map.of("names", "Blue-Otter\r\n\r\n  shared \r\nblueoter\r\nKorplug\r\nnobody\r\nred f"));
        assertThat(page.select(".told h2").text())
                .isEqualTo("4 of 6 names are known, 1 of them by a similar spelling, 1 is ambiguous.");
        assertThat(page.select(".answers tbody th").eachText()).containsExactly("Blue-Otter",
                "shared ambiguous: 2 cards", "blueoter", "Korplug");
        assertThat(page.select(".answers tbody tr").eachText()).containsExactly(
                "Blue-Otter Blue Otter Blue Otter Acme other spelling",
                "shared ambiguous: 2 cards Blue Otter Shared Initech exact", "Red Fox Shared Umbrella exact",
                "blueoter Blue Otter Blue Otter Acme similar: a typo?", "Korplug Red Fox Korplug Umbrella exact",
                "PlugX tool Korplug exact");
        assertThat(page.select(".answers .meant").first().attr("href")).isEqualTo("/cards/blue-otter");
        assertThat(page.select(".answers .giver a").first().attr("href")).isEqualTo("/?giver=Acme");
        assertThat(page.select(".unknown li .words").eachText()).containsExactly("nobody", "red f");
        assertThat(page.select(".unknown li > a").eachAttr("href")).containsExactly("/?q=nobody", "/?q=red+f");
        assertThat(page.select(".perhaps a").eachText()).containsExactly("Red Fox");
        assertThat(page.select("textarea").text()).contains("Blue-Otter");
    }

    @Test
    void aShortListHasAnAddressThatGivesTheSame() throws Exception {
        Document posted = posted("names/resolve", Map.of("names", "Blue Otter\nA & B?\nShared"));
        String link = posted.select(".taken a").attr("href");
        assertThat(link).isEqualTo("/names?name=Blue+Otter&name=A+%26+B%3F&name=Shared");
        Document asked = page(server.get(link));
        assertThat(asked.select(".answer").html()).isEqualTo(posted.select(".answer").html());
        String many = String.join("\n", Collections.nCopies(300, "Blue Otter"));
        assertThat(posted("names/resolve", Map.of("names", many)).select(".taken a")).isEmpty();
    }

    @Test
    void tooManyNamesAreToldOnThePageThatKeepsThem() throws Exception {
        HttpResponse<String> answer = post("names/resolve", Map.of("names", "Blue Otter\n".repeat(1_001)));
        assertThat(answer.statusCode()).isEqualTo(400);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".trouble").text()).contains("1,000", "1,001");
        assertThat(page.select("textarea").text().lines().filter("Blue Otter"::equals)).hasSize(1_001);
    }

    @Test
    void namesAreTakenAwayAsCsvAndAsTheApiGivesThem() throws Exception {
        HttpResponse<String> csv = post("names/resolve", Map.of("names", "shared\n=1+1\n@nobody", "as", "csv"));
        isAttachment(csv, "names.csv");
        assertThat(rows(csv))
                .extracting(row -> row.get("name"), row -> row.get("card"), row -> row.get("as"),
                        row -> row.get("giver"), row -> row.get("match"), row -> row.get("ambiguous"))
                .containsExactly(tuple("shared", "Blue Otter", "Shared", "Initech", "exact", "true"),
                        tuple("shared", "Red Fox", "Shared", "Umbrella", "exact", "true"),
                        tuple("'=1+1", "Blue Otter", "'=1+1", "Acme", "exact", "false"),
                        tuple("'@nobody", "", "", "", "unknown", "false"));
        HttpResponse<String> json = post("names/resolve", Map.of("names", "shared\nnobody", "as", "json"));
        isAttachment(json, "names.json");
        assertThat(JSON.readTree(json.body())).isEqualTo(server.json("/api/v1/resolve?name=shared&name=nobody"));
        assertThat(rows(server.get("/names?name=shared&as=csv"))).hasSize(2);
        assertThat(post("names/resolve", Map.of("names", "", "as", "csv")).body())
                .isEqualTo("name,card,uuid,kind,collection,as,giver,match,ambiguous,via\r\n");
    }

    @Test
    void aReportIsShownWithItsMentionsAsLinks() throws Exception {
        Document page = posted("names/scan",
                Map.of("text", "\nOf <b>Blue Otter</b>,\r\nblue-otter & PlugX; Shared; Korplug. A snake."));
        assertThat(page.select(".told h2").text()).isEqualTo("The text mentions 2 actors and 1 tool, in 5 places.");
        assertThat(page.select(".told .note").text()).contains("1 mention is left out", "snake");
        assertThat(page.select(".answers tbody tr").eachText()).containsExactly(
                "Blue Otter Shared: other cards have this name too actor 3 Blue Otter, blue-otter, Shared line 2 distinctive name",
                "Red Fox Shared: other cards have this name too actor 2 Shared, Korplug line 3 distinctive name",
                "PlugX tool 2 PlugX, Korplug line 3 distinctive name");
        assertThat(page.select(".read").first().wholeText())
                .isEqualTo("\nOf <b>Blue Otter</b>,\nblue-otter & PlugX; Shared; Korplug. A snake.");
        assertThat(page.select(".read a").eachText()).containsExactly("Blue Otter", "blue-otter", "PlugX", "Shared",
                "Korplug");
        assertThat(page.select(".read a").eachAttr("href")).startsWith("/cards/blue-otter", "/cards/blue-otter")
                .endsWith("/names?name=Shared", "/names?name=Korplug");
        for (String place : page.select(".answers .first a").eachAttr("href")) {
            assertThat(page.select(place)).as(place).hasSize(1);
        }
        assertThat(page.select("textarea").first().wholeText()).startsWith("\nOf <b>Blue Otter</b>");
    }

    @Test
    void ordinaryWordsAreMentionsWhenTheyAreAskedFor() throws Exception {
        Document page = posted("names/scan", Map.of("text", "A snake.", "generic", "true"));
        assertThat(page.select(".answers tbody tr").eachText())
                .containsExactly("Blue Otter actor 1 snake (generic) line 1 none");
        assertThat(page.select(".told .note")).isEmpty();
        assertThat(page.select("#generic").hasAttr("checked")).isTrue();
        assertThat(posted("names/scan", Map.of("text", "A snake.")).select(".told h2").text())
                .isEqualTo("The text mentions no card.");
    }

    @Test
    void ofALongReportTheBeginningIsShownAndAllIsCounted() throws Exception {
        String line = "The Blue Otter was seen again.\n";
        Document page = posted("names/scan", Map.of("text", line.repeat(4_000)));
        assertThat(page.select(".answers td.times").text()).isEqualTo("4000");
        String shown = page.select(".read").first().wholeText();
        assertThat(shown.length()).isBetween(90_000, 100_000);
        assertThat(line.repeat(4_000)).startsWith(shown);
        assertThat(page.select(".report .note").text()).contains("of 124,000 characters");
        Document words = posted("names/scan", Map.of("text", "x".repeat(99_995) + " Blue Otter"));
        assertThat(words.select(".read a")).isEmpty();
        assertThat(words.select(".answers .first").text()).isEqualTo("line 1");
    }

    @Test
    void mentionsAreTakenAwayAsCsvAndAsTheApiGivesThem() throws Exception {
        String text = "Blue Otter,\nthe blue-otter: PlugX";
        HttpResponse<String> csv = post("names/scan", Map.of("text", text, "as", "csv"));
        isAttachment(csv, "mentions.csv");
        assertThat(rows(csv)).hasSize(2).first()
                .satisfies(row -> assertThat(row).containsEntry("card", "Blue Otter").containsEntry("times", "2")
                        .containsEntry("written", "Blue Otter; blue-otter").containsEntry("line", "1")
                        .containsEntry("column", "1"));
        HttpResponse<String> json = post("names/scan", Map.of("text", text, "as", "json"));
        isAttachment(json, "mentions.json");
        JsonNode mentions = JSON.readTree(json.body()).path("mentions");
        assertThat(mentions).isEqualTo(JSON.readTree(send("api/v1/scan", text).body()).path("mentions"));
    }

    @Test
    void nothingThatIsPastedIsMarkup() throws Exception {
        for (Document page : List.of(posted("names/resolve", Map.of("names", HOSTILE + "\n=1+1")),
                posted("names/scan", Map.of("text", HOSTILE + " Blue Otter " + HOSTILE)),
                page(server.get("/names?name=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8))))) {
            assertThat(page.select("img, [onerror], main script")).isEmpty();
            assertThat(page.select("textarea").text()).contains("<script>alert(1)</script>");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"names/resolve | nmes=x | 400 | names", "names/scan | txt=x | 400 | text",
            "names/scan | text=x&generic=perhaps | 400 | true or false", "names/resolve | names=x&as=pdf | 400 | csv",
            "names/resolve | names=%zz | 400 | no form", "names/resolve?names=x | names=x | 400 | takes none"})
    void whatIsNoSuchFormIsAProblem(String path, String body, int status, String detail) throws Exception {
        HttpResponse<String> answer = send(path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Jsoup.parse(answer.body()).select("main").text()).contains(detail);
    }

    @Test
    void aFormIsReadUpToItsBound() throws Exception {
        assertThat(send("names/resolve", "names=" + "x".repeat(3 << 20)).statusCode()).isEqualTo(413);
        assertThat(send("names/scan", "text=" + "x".repeat((5 << 20) + 1)).statusCode()).isEqualTo(413);
        assertThat(send("names/scan", "text=" + "%C3%A9".repeat(1_000_000)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/names?for=fun", "/names?for=report&name=x"})
    void anAddressThatIsNoneIsAProblem(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void theEmptyFormsAreThereAndWhatIsPostedToLeadsBackToThem() throws Exception {
        assertThat(page(server.get("/names")).select("form.paste").attr("action")).isEqualTo("/names/resolve");
        assertThat(page(server.get("/names?for=report")).select("form.paste").attr("action")).isEqualTo("/names/scan");
        assertThat(server.get("/names/scan").headers().firstValue("Location")).get().asString()
                .endsWith("/names?for=report");
        assertThat(posted("names/resolve", Map.of("names", " \n ")).select(".answers, .unknown")).isEmpty();
        assertThat(posted("names/scan", Map.of("text", "")).select(".answers, .read")).isEmpty();
    }
}
