package dev.threatcards.web;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.web.http.CrossOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/** What a server says to requests that it cannot read, to methods it does not take, and to bodies in other forms. */
final class RefusedRequestTest {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    @TempDir
    private static Path folder;
    private static ThreatCards cards;
    private static WebServer server;

    @BeforeAll
    static void start() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card(), TestCards.actor("100% Otter").card());
        cards = ThreatCards.open(folder);
        server = WebServer.start(cards,
                ServerOptions.on("127.0.0.1", 0).withCrossOrigin(new CrossOrigin(Set.of("https://portal.example"))));
    }

    @AfterAll
    static void stop() {
        server.close();
        cards.close();
    }

    private static void isProblem(RawHttp answer, int status) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception", "jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cards/%zz", "/%zz", "/cards/%00", "//", "/cards//x", "/..;/x", "/cards/%C0%AF",
            "/cards/%ed%a0%80", "/../x", "/a\\b", "/caf\u00e9"})
    void anAddressThatCannotBeReadIsAProblem(String target) throws Exception {
        isProblem(RawHttp.get(server.url(), target, "localhost"), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"garbage | 400", "GET / HTTP/1.1 | 400", "GET / HTTP/3.0 | 505", "GET / | 505",
            "GET / HTTP/1.1~Host: localhost~Bad Header: x | 400", "GET / HTTP/1.1~Host: a~Host: b | 400",
            "GET / HTTP/1.1~Host: a@localhost | 400",
            "POST /api/v1/scan HTTP/1.1~Host: localhost~Connection: close~Expect: tea | 417",
            "POST /api/v1/scan HTTP/1.1~Host: localhost~Content-Length: -1 | 400"})
    void whatIsNoRequestIsAProblem(String lines, int status) throws Exception {
        isProblem(RawHttp.send(server.url(), lines.replace("~", "\r\n") + "\r\n\r\n"), status);
    }

    /** A client that keeps the connection would lose its next request. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /cards/%00 HTTP/1.1", "GET /api/v1/cards/%zz HTTP/1.1", "GET //cards HTTP/1.1",
            "GET / HTTP/3.0", "garbage", "GET / HTTP/1.1\r\nHost: localhost"})
    void aConnectionThatEndsWithARefusalIsSaidToEnd(String head) throws Exception {
        RawHttp answer = RawHttp.send(server.url(), head + "\r\nHost: localhost\r\n\r\n");
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void whatIsTooLongIsAProblem() throws Exception {
        isProblem(RawHttp.get(server.url(), "/?q=" + "a".repeat(70_000), "localhost"), 414);
        isProblem(RawHttp.send(server.url(), "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(70_000) + "\r\n\r\n"),
                431);
    }

    @Test
    void aPercentSignIsPartOfAName() throws Exception {
        RawHttp answer = RawHttp.get(server.url(), "/api/v1/cards/100%25%20Otter", "localhost");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("100% Otter");
        isProblem(RawHttp.get(server.url(), "/api/v1/cards/a%2525", "localhost"), 404);
    }

    private static RawHttp with(String method, String path) throws Exception {
        return RawHttp.send(server.url(), method + " " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"})
    void atAnUnknownAddressThereIsNothing(String method) throws Exception {
        assertThat(with(method, "/api/v1/nothing").status()).isEqualTo(404);
        assertThat(with(method, "/api/nothing").status()).isEqualTo(404);
        assertThat(with(method, "/nothing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/cards, 'GET, HEAD, OPTIONS'", "GET, /api/v1/scan, 'OPTIONS, POST'",
            "HEAD, /api/v1/scan, 'OPTIONS, POST'", "PUT, /api/v1/resolve, 'GET, HEAD, OPTIONS, POST'",
            "DELETE, /, 'GET, HEAD, OPTIONS'", "POST, /health/live, 'GET, HEAD, OPTIONS'",
            "TRACE, /static/live.js, 'GET, HEAD, OPTIONS'"})
    void anotherMethodIsToldWhichThereAre(String method, String path, String allowed) throws Exception {
        RawHttp answer = with(method, path);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        RawHttp options = with("OPTIONS", path);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/deck, 304", "/api/v1/cards?q=otter, 304", "/api/v1/export.csv, 304", "/static/live.js, 304",
            "/api/v1/cards/nobody, 404", "/api/v1/cards?page=0, 400", "/api/v1/nothing, 404"})
    void whoHasAnythingIsSentNothingWhereThereIsSomething(String path, int status) throws Exception {
        RawHttp answer = RawHttp.send(server.url(),
                "GET " + path + " HTTP/1.1\r\n" + HOST + "If-None-Match: *\r\n\r\n");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "csv", "csv-long", "stix", "misp"})
    void headOfAnExportHasTheHeadersAndNoFalseLength(String format) throws Exception {
        RawHttp head = with("HEAD", "/api/v1/export." + format);
        RawHttp full = RawHttp.get(server.url(), "/api/v1/export." + format, "localhost");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "Content-Disposition", "ETag", "Vary")) {
            assertThat(head.header(name)).as(name).isEqualTo(full.header(name));
        }
        assertThat(head.header("Content-Length")).isIn("", full.header("Content-Length"));
        assertThat(with("HEAD", "/api/v1/export.csv?page=0").status()).isEqualTo(400);
    }

    private static HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(BodyPublishers.ofByteArray(body));
        return HttpClient.newHttpClient().send((headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aBodyMayBeCompressed() throws Exception {
        String[] gzip = {"Content-Encoding", "gzip"};
        assertThat(post("api/v1/scan", gzip(utf8("Blue Otter")), gzip).body()).contains("Blue Otter");
        assertThat(post("api/v1/resolve", gzip(utf8("[\"Blue Otter\"]")), gzip).body()).contains("Blue Otter");
        assertThat(post("names/scan", gzip(utf8("text=Blue+Otter")), gzip).body()).contains("Blue Otter");
        assertThat(post("api/v1/scan", gzip(utf8("x".repeat(6 << 20))), gzip).statusCode()).isEqualTo(413);
        assertThat(post("api/v1/scan", utf8("Blue Otter"), gzip).statusCode()).isEqualTo(400);
        byte[] whole = gzip(utf8("Blue Otter"));
        assertThat(post("api/v1/scan", Arrays.copyOf(whole, whole.length - 9), gzip).statusCode()).isEqualTo(400);
        assertThat(post("api/v1/scan", utf8("Blue Otter"), "Content-Encoding", "identity").statusCode()).isEqualTo(200);
        HttpResponse<String> other = post("api/v1/scan", utf8("Blue Otter"), "Content-Encoding", "br");
        assertThat(other.statusCode()).isEqualTo(415);
        assertThat(other.headers().firstValue("Accept-Encoding")).contains("gzip");
    }

    @ParameterizedTest
    @CsvSource({"api/v1/scan, image/png, 415", "api/v1/resolve?x=1, application/json, 400",
            "names/scan, text/plain, 415", "api/v1/nothing, text/plain, 404"})
    void aConnectionEndsWithABodyThatIsNotReadAndTheAnswerSaysSo(String path, String type, int status)
            throws Exception {
        RawHttp answer = RawHttp.send(server.url(), "POST /" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + type + "\r\nContent-Length: 1000\r\n\r\n");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @ParameterizedTest
    @CsvSource({"api/v1/scan, image/png", "api/v1/resolve, image/png", "names/scan, text/plain",
            "names/resolve, text/plain", "names/resolve, application/x-www-form-urlencoded; charset=utf-16",
            "api/v1/scan, text/plain; charset=klingon"})
    void aBodyOfAnotherKindIsRefused(String path, String type) throws Exception {
        assertThat(post(path, utf8("x"), "Content-Type", type).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252", "UTF-8"})
    void aTextIsReadInItsCharset(String charset) throws Exception {
        byte[] text = "\u00e9 Blue Otter".getBytes(Charset.forName(charset));
        JsonNode mention = new ObjectMapper()
                .readTree(post("api/v1/scan", text, "Content-Type", "text/plain; charset=" + charset).body())
                .at("/mentions/0");
        assertThat(mention.path("start").asInt()).isEqualTo(2);
        byte[] names = "[\"Blue Otter\"]".getBytes(Charset.forName(charset));
        assertThat(
                post("api/v1/resolve", names, "Content-Type", "application/json; charset=\"" + charset + "\"").body())
                .contains("\"match\":\"exact\"");
    }

    @Test
    void aByteOrderMarkIsNoText() throws Exception {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            JsonNode scanned = new ObjectMapper()
                    .readTree(post("api/v1/scan", "\uFEFFBlue Otter".getBytes(charset)).body());
            assertThat(scanned.at("/mentions/0/start").asInt(-1)).as(charset.name()).isZero();
            assertThat(post("api/v1/resolve", "\uFEFF[\"Blue Otter\"]".getBytes(charset)).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"\u00ff\"]", "[\"\u00c0\u00af\"]", "[\"\u00ed\u00a0\u0080\"]", "[\"\\ud800\"]"})
    void whatIsNoTextIsNoName(String bytes) throws Exception {
        HttpResponse<String> answer = post("api/v1/resolve", bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"status\":400");
    }

    @Test
    void aTextThatIsNotInTheCharsetItSaysIsRefused() throws Exception {
        assertThat(post("api/v1/scan", new byte[]{(byte) 0xE9, 'x'}, "Content-Type", "text/plain; charset=utf-8")
                .statusCode()).isEqualTo(400);
    }
}
