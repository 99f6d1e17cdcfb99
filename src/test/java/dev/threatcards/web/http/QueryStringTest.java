package dev.threatcards.web.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.web.RawHttp;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** No parameter of an address or a form is lost: what is malformed or given twice is told, by its name. */
final class QueryStringTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.over(folder, TestCards.actor("Blue Otter").country("China").tools("PlugX").card(),
                TestCards.actor("Red Fox").country("Iran").description("Caf\u00e9").card(), TestCards.tool("PlugX"));
    }

    private static RawHttp get(String target) throws Exception {
        return RawHttp.get(server.url(), target, "localhost");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/api/v1/cards?q=50%&country=Iran | q",
            "/api/v1/cards?q=Iran&country=%zz | country", "/api/v1/export.csv?q=wiper% | q",
            "/api/v1/export.csv?id=%C3%28 | id", "/api/v1/tools?type=%4 | type",
            "/api/v1/stats?country=%C0%AF | country", "/api/v1/cards?q=%ED%A0%80 | q",
            "/api/v1/cards?q=%F8%88%80%80%80 | q", "/api/v1/facets/country?prefix=%g1 | prefix",
            "/api/v1/suggest?q=%%31 | q", "/api/v1/resolve?name=a&name=% | name", "/api/v1/cards?%zz=Iran | %zz",
            "/api/v1/cards?country.not=%+1 | country.not", "/api/v1/deck?x=% | x",
            "/api/v1/cards?cou%6Etry=% | country", "/api/v1/cards/red-fox?% | %",
            "/api/v1/cards/red-fox/similar?size=% | size", "/api/v1/cards?q=\u00e9( | q"})
    void aMalformedParameterIsAProblemThatNamesIt(String target, String parameter) throws Exception {
        RawHttp answer = get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).contains("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?q=50%&country=Iran", "/?country=%zz", "/tools?type=%ff", "/explore?country=%",
            "/facets/country?prefix=%", "/tools/facets/type?prefix=%", "/compare?a=%C3", "/names?name=%zz",
            "/opensearch/suggest?q=%"})
    void aPageShowsTheSameProblem(String target) throws Exception {
        RawHttp answer = get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("Invalid query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cards?q=a&q=b", "/api/v1/cards?sort=name&sort=name", "/api/v1/tools?page=1&page=2",
            "/api/v1/export.csv?kind=tool&kind=actor", "/api/v1/suggest?q=a&q=b", "/?q=a&q=b", "/tools?size=5&size=6",
            "/compare?a=x&a=y", "/names?as=csv&as=json", "/api/v1/facets/country?prefix=a&prefix=b"})
    void whatHasOneValueIsGivenOnce(String target) throws Exception {
        RawHttp answer = get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("given 2 times");
    }

    @ParameterizedTest
    @CsvSource({"?q=fox&, 1", "?&&q=fox&&, 1", "?q=red+fox, 1", "?q, 2", "?q=, 2", "?=&=, 400", "?cou%6Etry=Iran, 1",
            "?country=Iran&country=China, 2", "?q=Caf%C3%A9, 1", "?q=caf%c3%a9, 1", "?q=%00, 0"})
    void whatIsWellFormedIsReadAsEver(String query, int total) throws Exception {
        RawHttp answer = get("/api/v1/cards" + query);
        if (total == 400) {
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(new ObjectMapper().readTree(answer.body()).path("total").asInt(-1)).isEqualTo(total);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?q=fox&utm_source=mail&fbclid=%zz", "/cards/red-fox?gclid=x&%",
            "/tools?utm_source=x&utm_source=y", "/explore?fbclid=x", "/deck?utm_source=x",
            "/compare?a=red-fox&utm_medium=x", "/names?name=fox&utm_term=%ff", "/api?utm_source=x", "/api/try?x=1",
            "/opensearch.xml?x=%", "/tools/plugx?utm_source=x"})
    void aPagePassesOverWhatIsNoneOfItsParameters(String target) throws Exception {
        RawHttp answer = get(target);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("utm_", "fbclid", "gclid");
    }

    @Test
    void theApiDoesNot() throws Exception {
        assertThat(get("/api/v1/cards?contry=Iran").body()).contains("did you mean");
        assertThat(get("/api/v1/cards/red-fox?utm_source=x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"names=%zz", "names=%C3%28", "names=\u00ff", "names=a&collection=%", "%zz=a"})
    void soWithForms(String form) throws Exception {
        for (String path : new String[]{"names/resolve", "names/scan"}) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(server.url() + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofByteArray(form.getBytes(StandardCharsets.ISO_8859_1))).build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("malformed");
        }
    }
}
