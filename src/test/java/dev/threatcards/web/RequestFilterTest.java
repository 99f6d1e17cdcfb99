package dev.threatcards.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which hosts a server answers to, and the pages of which sites may send to it. */
final class RequestFilterTest {

    private static final String PORTAL = "https://portal.example";

    @TempDir
    private static Path folder;
    private static ThreatCards cards;
    private static WebServer plain;
    private static WebServer named;

    @BeforeAll
    static void start() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        cards = ThreatCards.open(folder);
        plain = WebServer.start(cards, ServerOptions.on("127.0.0.1", 0).withMcp(true));
        named = WebServer.start(cards, ServerOptions.on("127.0.0.1", 0).withCrossOrigin(new CrossOrigin(Set.of(PORTAL)))
                .withAllowedHosts(Set.of("Deck.internal")).withPublicUrl("https://cards.example:8443/"));
    }

    @AfterAll
    static void stop() {
        plain.close();
        named.close();
        cards.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/cards", "/health/live", "/mcp", "/static/live.js", "/nothing",
            "/opensearch.xml"})
    void onALoopbackAddressAnotherHostIsNotAnswered(String target) throws Exception {
        RawHttp answer = RawHttp.get(plain.url(), target, "evil.example");
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.header("Content-Type"))
                .isEqualTo(target.equals("/mcp") ? "application/json" : "application/problem+json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.body()).contains("evil.example", "--allowed-host").doesNotContain("Blue Otter");
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "LOCALHOST:1, 200", "localhost., 200", "x.localhost:80, 200", "127.0.0.1, 200",
            "127.1.2.3:7070, 200", "[::1]:7070, 200", "[::1], 200", "127.0.0.1.evil.example, 421",
            "localhost.evil.example, 421", "evillocalhost, 421", "192.168.0.1, 421", "[::2], 421", "0.0.0.0, 421",
            "deck.internal, 421"})
    void loopbackNamesAre(String host, int status) throws Exception {
        assertThat(RawHttp.get(plain.url(), "/health/live", host).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"deck.internal:7070, 200", "DECK.internal, 200", "cards.example, 200", "localhost, 200",
            "portal.example, 421"})
    void namesThatAreGivenAreToo(String host, int status) throws Exception {
        assertThat(RawHttp.get(named.url(), "/health/live", host).status()).isEqualTo(status);
    }

    @Test
    void theTargetOfARequestIsLookedAtAsItsHostIs() throws Exception {
        assertThat(RawHttp.send(plain.url(), "GET http://evil.example/health/live HTTP/1.0\r\n\r\n").status())
                .isEqualTo(421);
        assertThat(RawHttp.send(plain.url(), "GET http://evil.example/ HTTP/1.0\r\nHost: localhost\r\n\r\n").status())
                .isIn(400, 421);
        assertThat(RawHttp.get(plain.url(), "http://evil.example/", "localhost").status()).isIn(400, 421);
        assertThat(RawHttp.get(plain.url(), "/", "localhost\r\nHost: evil.example").status()).isEqualTo(400);
        assertThat(RawHttp.send(plain.url(), "GET /health/live HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void anywhereElseAllAreUnlessSomeAreGiven() {
        assertThat(AllowedHosts.of("0.0.0.0", ServerOptions.on("0.0.0.0", 0)).allows("any.example")).isTrue();
        AllowedHosts some = AllowedHosts.of("0.0.0.0",
                ServerOptions.on("0.0.0.0", 0).withAllowedHosts(Set.of("deck.internal")));
        assertThat(some.allows("any.example")).isFalse();
        assertThat(some.allows("deck.internal:80")).isTrue();
    }

    @Test
    void theAddressBarsDescriptionHasThePublicAddressOrTheHostThatWasAsked() throws Exception {
        RawHttp asked = RawHttp.get(plain.url(), "/opensearch.xml", "localhost:1234");
        assertThat(asked.body()).contains("\"http://localhost:1234/?q=");
        assertThat(asked.header("Vary")).contains("Host");
        assertThat(RawHttp.get(named.url(), "/opensearch.xml", "deck.internal").body())
                .contains("\"https://cards.example:8443/?q=").doesNotContain("deck.internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://cards.example/path", "cards.example", "ftp://cards.example", "https://a@b",
            "https://", "x y"})
    void whatIsNoAddressOfAServerIsTold(String url) {
        assertThatThrownBy(() -> ServerOptions.on("127.0.0.1", 0).withPublicUrl(url))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("https://cards.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://deck.internal", "deck.internal:80", "deck/x", "", "*"})
    void whatIsNoNameOfAHostIsTold(String name) {
        assertThatThrownBy(() -> ServerOptions.on("127.0.0.1", 0).withAllowedHosts(Set.of(name)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cards.example");
    }

    private static int posted(WebServer to, String path, String headers) throws Exception {
        // The body never comes: an answer shows that nobody waits for it.
        String length = headers.contains("evil") ? "5000000" : "0";
        return RawHttp.send(to.url(),
                "POST " + path + " HTTP/1.1\r\nHost: localhost:7070\r\nConnection: close\r\n"
                        + "Content-Type: text/plain\r\n" + headers.replace("; ", "\r\n") + "\r\nContent-Length: "
                        + length + "\r\n\r\n")
                .status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Origin: null; X: evil",
            "Sec-Fetch-Site: cross-site; X: evil", "Sec-Fetch-Site: same-site; X: evil",
            "Origin: http://evil.example; Sec-Fetch-Site: same-origin",
            "Origin: http://localhost:7070; Sec-Fetch-Site: cross-site; X: evil",
            "Origin: http://localhost:7071; X: evil", "Origin: http://localhost:7070; Origin: http://evil.example",
            "Origin: null; Sec-Fetch-Site: cross-site; X: evil", "Origin: http://localhost:7070.evil.example"})
    void anotherSitesPageCannotPost(String headers) throws Exception {
        for (String path : List.of("/api/v1/scan", "/api/v1/resolve", "/names/scan", "/names/resolve", "/mcp")) {
            assertThat(posted(plain, path, headers)).as(path).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: none", "Origin: http://localhost:7070", "Origin: https://localhost:7070",
            "Origin: http://localhost:7070; Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none",
            "Origin: null; Sec-Fetch-Site: same-origin"})
    void programsAndOwnPagesCan(String headers) throws Exception {
        assertThat(posted(plain, "/api/v1/scan", headers)).isEqualTo(200);
    }

    @Test
    void sitesThatMayReadTheApiCanPostToItAndToNothingElse() throws Exception {
        String portal = "Origin: " + PORTAL + "; Sec-Fetch-Site: cross-site";
        assertThat(posted(named, "/api/v1/scan", portal)).isEqualTo(200);
        assertThat(posted(named, "/names/scan", portal)).isEqualTo(403);
        assertThat(posted(named, "/api/v1/scan", "Origin: https://cards.example:8443")).isEqualTo(200);
    }

    @Test
    void thePagesWithFormsLetTheBrowserSayWhereTheFormWas() throws Exception {
        assertThat(RawHttp.get(plain.url(), "/names", "localhost").header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(RawHttp.get(plain.url(), "/", "localhost").header("Referrer-Policy")).isEqualTo("no-referrer");
    }
}
