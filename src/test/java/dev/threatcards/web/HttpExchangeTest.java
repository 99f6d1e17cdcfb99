package dev.threatcards.web;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.web.http.CrossOrigin;
import dev.threatcards.web.http.SiteFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What goes over the wire beside the answers: tags, keeping, compression, other sites, the address bar. */
final class HttpExchangeTest {

    private static final String PORTAL = "https://portal.example";

    @TempDir
    private static Path folder;
    @TempDir
    private static Path changing;
    @TempDir
    private static Path growing;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.overStarterDeck(folder);
    }

    private static HttpRequest.Builder request(String url, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.replaceAll("/$", "") + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send(request(server.url(), path, headers));
    }

    private static String header(String name, HttpResponse<?> answer) {
        return String.join(", ", answer.headers().allValues(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cards?q=wiper", "/api/v1/cards/fancybear", "/api/v1/deck",
            "/api/v1/export.csv?country=Iran"})
    void whatOneHasIsNotSentAgain(String path) throws Exception {
        String tag = header("ETag", get(path));
        assertThat(tag).startsWith("W/\"");
        for (String known : List.of(tag, tag.substring(2), "\"other\", " + tag)) {
            HttpResponse<byte[]> again = get(path, "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header("ETag", again)).isEqualTo(tag);
        }
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/cards?q=other", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aProblemHasNoTag() throws Exception {
        for (String path : List.of("/api/v1/cards?page=0", "/api/v1/cards/nobody", "/api/v1/export.pdf")) {
            assertThat(header("ETag", get(path))).as(path).isEmpty();
        }
        assertThat(header("ETag", send(request(server.url(), "/api/v1/scan").POST(BodyPublishers.ofString("Turla")))))
                .isEmpty();
    }

    @Test
    void anotherCommitIsAnotherState() throws Exception {
        TestCards.write(changing, TestCards.actor("Blue Otter").card());
        try (ThreatCards cards = ThreatCards.open(changing)) {
            assertThat(cards.commit()).isEqualTo(cards.commit());
            String before = cards.commit();
            TestCards.write(changing, TestCards.actor("Blue Otter").card(), TestCards.actor("Red Fox").card());
            try (ThreatCards later = ThreatCards.open(changing)) {
                assertThat(later.commit()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void theSameIsAnsweredUntilThereIsAnotherCommit() throws Exception {
        TestCards.write(growing, TestCards.actor("Blue Otter").card());
        try (ThreatCards cards = ThreatCards.open(growing); WebServer one = WebServer.start(cards, "127.0.0.1", 0)) {
            String address = "/api/v1/cards?size=5";
            byte[] first = send(request(one.url(), address)).body();
            assertThat(send(request(one.url(), address)).body()).isEqualTo(first);
            assertThat(total(first)).isEqualTo(1);
            assertThat(total(send(request(one.url(), address + "&q=fox")).body())).isZero();
            String before = cards.commit();
            TestCards.write(growing, TestCards.actor("Red Fox").card());
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (cards.commit().equals(before) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(total(send(request(one.url(), address)).body())).isEqualTo(2);
            assertThat(total(send(request(one.url(), address + "&q=fox")).body())).isEqualTo(1);
        }
    }

    private static int total(byte[] answer) throws Exception {
        return new ObjectMapper().readTree(answer).path("total").asInt(-1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/                         | no-cache", "/api                      | no-cache",
            "/api/v1/deck              | no-cache", "/openapi.json             | no-cache",
            "/cards/nobody             | no-cache", "/static/threat-cards.css  | no-cache",
            "/health/live              | no-store", "/webjars/nothing/1/x.js   | no-cache"})
    void eachAnswerSaysHowLongItMayBeKept(String path, String control) throws Exception {
        assertThat(header("Cache-Control", get(path))).isEqualTo(control);
    }

    @Test
    void whatHasItsVersionInItsAddressIsKeptForGood() throws Exception {
        assertThat(header("Cache-Control", get(SiteFiles.HTMX))).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void aFileOfTheSiteIsAskedForAgainAndNotSentAgain() throws Exception {
        String tag = header("ETag", get("/static/threat-cards.css"));
        HttpResponse<byte[]> known = get("/static/threat-cards.css", "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(header("Content-Type", known)).isIn("", "text/css");
    }

    static Stream<Arguments> filesOfPages() {
        return Stream.of(Arguments.of("/static/threat-cards.css", "text/css"),
                Arguments.of("/static/live.js", "text/javascript"), Arguments.of("/static/icon.svg", "image/svg+xml"),
                Arguments.of(SiteFiles.HTMX, "text/javascript"), Arguments.of(SiteFiles.CYTOSCAPE, "text/javascript"),
                Arguments.of(SiteFiles.SWAGGER, "text/javascript"), Arguments.of(SiteFiles.SWAGGER_STYLES, "text/css"));
    }

    @ParameterizedTest
    @MethodSource("filesOfPages")
    void whatPagesLoadIsThereAsWhatItIs(String path, String type) throws Exception {
        HttpResponse<byte[]> file = get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header("Content-Type", file)).isEqualTo(type);
        assertThat(file.body()).isNotEmpty();
    }

    @Test
    void nothingElseOfTheClassPathIsServed() throws Exception {
        String jar = SiteFiles.SWAGGER.substring(0, SiteFiles.SWAGGER.lastIndexOf('/') + 1);
        for (String path : List.of("/static/", "/static/no.js", "/static/..%2F..%2FMETA-INF/MANIFEST.MF",
                "/static/..%2F..%2Fcards%2Falphv.txt", "/webjars/", jar, jar + "index.html")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/cards", "/openapi.json", "/static/threat-cards.css", "/api/v1/export.json",
            "/api/v1/export.ndjson", "/api/v1/export.csv", "/api/v1/export.stix"})
    void whatIsLongIsCompressedForThoseWhoTakeIt(String path) throws Exception {
        HttpResponse<byte[]> plain = get(path);
        HttpResponse<byte[]> packed = get(path, "Accept-Encoding", "gzip");
        assertThat(header("Content-Encoding", plain)).isEmpty();
        assertThat(header("Content-Encoding", packed)).isEqualTo("gzip");
        assertThat(header("Vary", packed)).contains("Accept-Encoding");
        assertThat(header("Content-Type", packed)).isEqualTo(header("Content-Type", plain));
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(new String(unpacked, StandardCharsets.UTF_8))
                .isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/cards", "/api/v1/export.csv", "/openapi.json", "/static/threat-cards.css",
            "/api/v1/cards/nobody"})
    void headSaysWhatGetSays(String path) throws Exception {
        HttpResponse<byte[]> full = get(path);
        HttpResponse<byte[]> head = send(request(server.url(), path).HEAD());
        assertThat(head.statusCode()).isEqualTo(full.statusCode());
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "ETag", "Cache-Control", "Vary", "Content-Disposition")) {
            assertThat(header(name, head)).as(name).isEqualTo(header(name, full));
        }
    }

    @Test
    void noOtherSiteMayReadTheApiUnlessTold() throws Exception {
        assertThat(header("Access-Control-Allow-Origin", get("/api/v1/deck", "Origin", PORTAL))).isEmpty();
        HttpResponse<byte[]> preflight = send(
                request(server.url(), "/api/v1/scan", "Origin", PORTAL, "Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(header("Access-Control-Allow-Origin", preflight)).isEmpty();
    }

    @Test
    void theServerAsAWholeSaysWhichMethodsItTakes() throws Exception {
        RawHttp answer = RawHttp.send(server.url(),
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theSitesThatAreNamedMayReadTheApiAndNothingElse() throws Exception {
        try (ThreatCards cards = ThreatCards.open(folder);
                WebServer open = WebServer.start(cards,
                        ServerOptions.on("127.0.0.1", 0).withCrossOrigin(new CrossOrigin(Set.of(PORTAL))))) {
            HttpResponse<byte[]> answer = send(request(open.url(), "/api/v1/deck", "Origin", PORTAL));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header("Access-Control-Allow-Origin", answer)).isEqualTo(PORTAL);
            assertThat(header("Vary", answer)).contains("Origin");
            HttpResponse<byte[]> preflight = send(
                    request(open.url(), "/api/v1/scan", "Origin", PORTAL, "Access-Control-Request-Method", "POST")
                            .method("OPTIONS", BodyPublishers.noBody()));
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(header("Access-Control-Allow-Origin", preflight)).isEqualTo(PORTAL);
            assertThat(header("Access-Control-Allow-Methods", preflight)).contains("POST");
            HttpResponse<byte[]> same = send(
                    request(open.url(), "/api/v1/deck", "Origin", PORTAL, "If-None-Match", header("ETag", answer)));
            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(header("Access-Control-Allow-Origin", same)).isEqualTo(PORTAL);
            HttpResponse<byte[]> problem = send(request(open.url(), "/api/v1/cards?page=0", "Origin", PORTAL));
            assertThat(header("Access-Control-Allow-Origin", problem)).isEqualTo(PORTAL);
            for (String path : List.of("/", "/health/ready")) {
                assertThat(header("Access-Control-Allow-Origin", send(request(open.url(), path, "Origin", PORTAL))))
                        .isEmpty();
            }
            HttpResponse<byte[]> other = send(request(open.url(), "/api/v1/deck", "Origin", "https://other.example"));
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(header("Access-Control-Allow-Origin", other)).isEmpty();
        }
    }

    @Test
    void allSitesMayReadIt() throws Exception {
        try (ThreatCards cards = ThreatCards.open(folder);
                WebServer open = WebServer.start(cards,
                        ServerOptions.on("127.0.0.1", 0).withCrossOrigin(new CrossOrigin(Set.of("*"))))) {
            assertThat(header("Access-Control-Allow-Origin",
                    send(request(open.url(), "/api/v1/deck", "Origin", "https://any.example")))).isEqualTo("*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal.example", "https://portal.example/", "ftp://portal.example", "null", "https://",
            ""})
    void whatIsNoOriginIsTold(String origin) {
        assertThatThrownBy(() -> new CrossOrigin(Set.of(origin))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://portal.example");
    }

    @Test
    void theAddressBarCanSearch() throws Exception {
        Document page = Jsoup.parse(server.get("/").body());
        assertThat(page.select("link[rel=search]").attr("type")).isEqualTo("application/opensearchdescription+xml");
        HttpResponse<String> description = server.get(page.select("link[rel=search]").attr("href"));
        assertThat(header("Content-Type", description)).startsWith("application/opensearchdescription+xml");
        Document xml = Jsoup.parse(description.body(), "", Parser.xmlParser());
        String search = xml.select("Url[type=text/html]").attr("template");
        assertThat(search).isEqualTo(server.url() + "?q={searchTerms}");
        String suggest = xml.select("Url[type=application/x-suggestions+json]").attr("template");
        assertThat(suggest).startsWith(server.url());
        JsonNode suggestions = new ObjectMapper().readTree(
                server.get(suggest.substring(server.url().length() - 1).replace("{searchTerms}", "fancy")).body());
        assertThat(suggestions.path(0).asText()).isEqualTo("fancy");
        assertThat(suggestions.path(1)).isNotEmpty().anyMatch(text -> text.asText().startsWith("Fancy Bear"));
        assertThat(suggestions.path(2)).hasSameSizeAs(suggestions.path(1));
    }
}
