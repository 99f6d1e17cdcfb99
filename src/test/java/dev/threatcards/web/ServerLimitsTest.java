package dev.threatcards.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.HeavyRequests;
import dev.threatcards.web.http.ServerLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What one client can't do to the others: over real connections, with bounds that are met soon. */
final class ServerLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAUSE = 20;
    private static final int OFTEN = 1_000;
    private static final String PORTAL = "https://portal.example";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;
    private static ThreatCards cards;

    @BeforeAll
    static void open() {
        TestCards.write(folder, TestCards.actor("Blue Otter").country("China").card());
        cards = ThreatCards.open(folder);
    }

    @AfterAll
    static void close() {
        cards.close();
        CLIENT.close();
    }

    private static WebServer server(ServerLimits limits) {
        return WebServer.start(cards, ServerOptions.on("127.0.0.1", 0).withLimits(limits));
    }

    private static boolean busy(WebServer server, int running, int queued) {
        HeavyRequests heavy = server.protection().heavy();
        return RunningServer.within(PATIENCE, () -> heavy.running() == running && heavy.queued() == queued);
    }

    private static HttpResponse<String> get(WebServer server, String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(PATIENCE).build(),
                BodyHandlers.ofString());
    }

    private static ServerLimits times(Duration request, int rate, Duration grace, Duration response) {
        ServerLimits usual = ServerLimits.DEFAULT;
        return new ServerLimits(usual.heavyRequests(), usual.heavyQueue(), usual.heavyWait(), request, request, rate,
                grace, response, usual.connections(), 0, 0, usual.drainTime());
    }

    private static ServerLimits hasty() {
        return times(Duration.ofMillis(200), ServerLimits.DEFAULT.responseRate(), PATIENCE, PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/cards HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            "POST /api/v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
            "POST /api/v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n[",
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /slow"})
    void whoSendsAByteNowAndThenIsDisconnected(String beginning) throws Exception {
        try (WebServer server = server(hasty()); RawConnection slow = new RawConnection(server.url())) {
            slow.send(beginning);
            if (beginning.contains("live")) {
                slow.head();
            }
            assertThat(slow.drip('a', OFTEN, PAUSE)).isTrue();
            assertThat(get(server, "health/ready").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD /health/live, localhost, 200", "HEAD /, evil.example, 421", "OPTIONS *, localhost, 204",
            "HEAD /nothing, localhost, 404"})
    void aConnectionThatIsKeptForLaterIsNot(String request, String host, int status) throws Exception {
        try (WebServer server = server(hasty()); RawConnection patient = new RawConnection(server.url())) {
            for (int i = 0; i < 2; i++) {
                patient.send(request + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                assertThat(patient.head()).startsWith("HTTP/1.1 " + status);
                // Longer than any slow client is borne with.
                try (RawConnection slow = new RawConnection(server.url())) {
                    assertThat(slow.drip('a', OFTEN, PAUSE)).isTrue();
                }
            }
        }
    }

    private static void endless(Context request) throws IOException {
        Failures.streams(request);
        try (OutputStream out = request.outputStream()) {
            while (true) {
                out.write(new byte[1 << 16]);
            }
        }
    }

    @Test
    void whoDoesNotReadAnAnswerIsDisconnected() throws Exception {
        ServerLimits limits = times(PATIENCE, 1 << 30, Duration.ofMillis(200), PATIENCE);
        try (WebServer server = start(limits, routes -> routes.get("/endless", ServerLimitsTest::endless));
                RawConnection slow = new RawConnection(server.url(), 1 << 12)) {
            slow.send("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(slow.head()).startsWith("HTTP/1.1 200");
            assertThat(RunningServer.within(PATIENCE, () -> server.protection().requests().inFlight() == 0)).isTrue();
            assertThatThrownBy(slow::rest).isInstanceOf(IOException.class);
        }
    }

    private static WebServer start(ServerLimits limits, Consumer<RoutesConfig> routes) {
        return WebServer.start(() -> cards, ServerOptions.on("127.0.0.1", 0).withLimits(limits), () -> {
        }, routes);
    }

    /** One heavy request is answered, one waits, and the next is told to come again; searches are answered meanwhile. */
    @Test
    void heavyRequestsHaveAPoolOfTheirOwn() throws Exception {
        ServerLimits limits = ServerLimits.DEFAULT.withHeavyRequests(1, 1, PATIENCE);
        try (WebServer server = server(limits); RawConnection holding = new RawConnection(server.url())) {
            // It has its place until it has sent its text.
            holding.send("POST /api/v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nBlue");
            assertThat(busy(server, 1, 0)).isTrue();
            CompletableFuture<HttpResponse<String>> waiting = CLIENT.sendAsync(
                    HttpRequest.newBuilder(URI.create(server.url() + "api/v1/export.csv")).build(),
                    BodyHandlers.ofString());
            assertThat(busy(server, 1, 1)).isTrue();
            for (String path : List.of("api/v1/export.json", "api/v1/stats", "explore", "compare?a=blueotter")) {
                HttpResponse<String> refused = get(server, path);
                assertThat(refused.statusCode()).as(path).isEqualTo(503);
                assertThat(refused.headers().firstValueAsLong("Retry-After")).as(path).isPresent();
                assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
            }
            assertThat(get(server, "api/v1/cards?q=otter").statusCode()).isEqualTo(200);
            holding.send(" Otter");
            assertThat(holding.head()).startsWith("HTTP/1.1 200");
            assertThat(waiting.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAddressThatAsksTooOftenIsToldToWait() throws Exception {
        try (WebServer server = server(ServerLimits.DEFAULT.withRequestsPerSecond(1))) {
            List<Integer> answers = new ArrayList<>();
            HttpResponse<String> last = get(server, "api/v1/cards");
            while (last.statusCode() == 200 && answers.size() < OFTEN) {
                answers.add(last.statusCode());
                last = get(server, "api/v1/cards");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(1);
            assertThat(last.headers().firstValue("Content-Type")).contains("application/problem+json");
            for (int i = 0; i < 50; i++) {
                assertThat(get(server, "health/live").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aPageOfAnotherSiteCanReadThatItsUserAskedTooOften() throws Exception {
        ServerOptions options = ServerOptions.on("127.0.0.1", 0).withCrossOrigin(new CrossOrigin(Set.of(PORTAL)))
                .withLimits(ServerLimits.DEFAULT.withRequestsPerSecond(1));
        try (WebServer server = WebServer.start(cards, options)) {
            HttpResponse<String> last = fromPortal(server);
            for (int i = 0; i < OFTEN && last.statusCode() == 200; i++) {
                last = fromPortal(server);
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Access-Control-Allow-Origin")).contains(PORTAL);
            assertThat(last.headers().firstValue("Access-Control-Expose-Headers")).get().asString()
                    .contains("Retry-After");
            assertThat(last.headers().allValues("Vary")).contains("Origin");
        }
    }

    private static HttpResponse<String> fromPortal(WebServer server) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.url() + "api/v1/cards")).header("Origin", PORTAL)
                .timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    /** An agent's scan waits for the pool as one of the API does; its searches do not. */
    @Test
    void theHeavyToolsOfAgentsShareThePool() throws Exception {
        ServerLimits limits = ServerLimits.DEFAULT.withHeavyRequests(1, 0, PATIENCE);
        try (WebServer server = WebServer.start(cards,
                ServerOptions.on("127.0.0.1", 0).withLimits(limits).withMcp(true));
                RawConnection holding = new RawConnection(server.url())) {
            holding.send("POST /api/v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nBlue");
            assertThat(busy(server, 1, 0)).isTrue();
            HttpResponse<String> refused = call(server, "scan", "{\"text\":\"Blue Otter\"}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
            assertThat(refused.body()).contains("\"error\"");
            assertThat(call(server, "search", "{\"q\":\"otter\"}").statusCode()).isEqualTo(200);
            holding.send(" Otter");
            assertThat(holding.head()).startsWith("HTTP/1.1 200");
            assertThat(busy(server, 0, 0)).isTrue();
            HttpResponse<String> scanned = call(server, "scan", "{\"text\":\"Blue Otter\"}");
            assertThat(scanned.statusCode()).isEqualTo(200);
            assertThat(scanned.body()).contains("mentions");
        }
    }

    private static HttpResponse<String> call(WebServer server, String tool, String arguments) throws Exception {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1," + AgentRounds.call(tool, arguments) + "}";
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.url() + "mcp")).timeout(PATIENCE)
                        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(message)).build(),
                BodyHandlers.ofString());
    }

    @Test
    void onlySoManyConnectionsComeFromOneAddress() throws Exception {
        try (WebServer server = server(ServerLimits.DEFAULT.withConnectionsPerAddress(2));
                RawConnection one = new RawConnection(server.url());
                RawConnection two = new RawConnection(server.url())) {
            for (RawConnection each : List.of(one, two)) {
                each.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(each.head()).startsWith("HTTP/1.1 200");
            }
            try (RawConnection three = new RawConnection(server.url())) {
                assertThat(three.drip('a', OFTEN, PAUSE)).isTrue();
            }
        }
    }

    @Test
    void whatWasBegunIsAnsweredBeforeTheServerEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore go = new Semaphore(0);
        WebServer server = start(ServerLimits.DEFAULT.withDrainTime(PATIENCE),
                routes -> routes.get("/slow", request -> {
                    begun.countDown();
                    go.acquire();
                    request.result("well");
                }));
        try (RawConnection kept = new RawConnection(server.url());
                RawConnection slow = new RawConnection(server.url())) {
            kept.send("HEAD /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(kept.head()).startsWith("HTTP/1.1 200");
            slow.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            String url = server.url();
            CompletableFuture<Void> ended = CompletableFuture.runAsync(server::close);
            assertThat(RunningServer.within(PATIENCE, server.protection().requests()::isDraining)).isTrue();
            kept.send("HEAD /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(kept.head()).startsWith("HTTP/1.1 503").containsIgnoringCase("Connection: close");
            go.release();
            assertThat(slow.head()).startsWith("HTTP/1.1 200").containsIgnoringCase("Connection: close");
            assertThat(slow.rest()).isEqualTo("well");
            ended.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> new RawConnection(url)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theServerEndsAlthoughARequestDoesNot() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore never = new Semaphore(0);
        WebServer server = start(ServerLimits.DEFAULT.withDrainTime(Duration.ofMillis(100)),
                routes -> routes.get("/slow", request -> {
                    begun.countDown();
                    never.acquire();
                }));
        try (RawConnection slow = new RawConnection(server.url())) {
            slow.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture.runAsync(server::close).get(30, TimeUnit.SECONDS);
        }
    }
}
