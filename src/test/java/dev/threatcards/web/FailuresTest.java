package dev.threatcards.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;
import dev.threatcards.web.http.Failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever a handler throws, whoever asked is told, and the log has one entry that can be found by what was told. */
@ResourceLock(Resources.SYSTEM_ERR)
final class FailuresTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;
    private static ThreatCards cards;
    private static WebServer server;
    private static final Semaphore TOLD = new Semaphore(0);

    /** What goes wrong, by the last part of an address. */
    private static Handler failing(String what) {
        return request -> {
            switch (what) {
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "stack" -> forever(0);
                case "class" -> throw new NoClassDefFoundError("no/such/Thing");
                case "assertion" -> throw new AssertionError("never");
                case "exception" -> throw new IllegalStateException("broken");
                case "checked" -> throw new IOException("no more of this file");
                case "index" -> throw new IndexException("damaged", null);
                default -> request.future(() -> CompletableFuture.failedFuture(new AssertionError("later")));
            }
        };
    }

    private static int forever(int depth) {
        return depth < 0 ? 0 : forever(depth + 1) + 1;
    }

    private static void routes(RoutesConfig routes) {
        for (String folder : new String[]{"/api/v1/failing/", "/failing/"}) {
            whatGoesWrong().forEach(what -> {
                routes.get(folder + what, failing(what));
                routes.get(folder + "after/" + what, request -> request.result("well"));
                routes.after(folder + "after/" + what, failing(what));
            });
        }
        routes.get("/api/v1/failing/begun", FailuresTest::begunAndBroken);
    }

    private static void begunAndBroken(Context request) throws IOException {
        Failures.streams(request);
        OutputStream out = request.outputStream();
        out.write("[1,2,".getBytes(StandardCharsets.UTF_8));
        out.flush();
        throw new StackOverflowError();
    }

    static Stream<String> whatGoesWrong() {
        return Stream.of("memory", "stack", "class", "assertion", "exception", "checked", "index", "future");
    }

    static Stream<Arguments> addresses() {
        return Stream.of("api/v1/failing/", "api/v1/failing/after/", "failing/", "failing/after/")
                .flatMap(path -> whatGoesWrong().filter(what -> !path.contains("after") || !what.equals("future"))
                        .map(what -> Arguments.of(path + what)));
    }

    @BeforeAll
    static void start() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        cards = ThreatCards.open(folder);
        server = WebServer.start(() -> cards, ServerOptions.on("127.0.0.1", 0), TOLD::release, FailuresTest::routes);
    }

    @AfterAll
    static void stop() {
        server.close();
        cards.close();
    }

    private static HttpResponse<String> get(String url, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        }
    }

    private static void isLoggedProblem(HttpResponse<String> answer, LogOf log) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isIn(500, 503);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(log.entries()).hasSize(1);
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        if (type.startsWith("text/html")) {
            String id = log.entries().getFirst().replaceAll(".* - (\\w{10}) .*", "$1");
            assertThat(answer.body()).contains("under the id " + id);
            return;
        }
        assertThat(type).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        String id = problem.path("id").textValue();
        assertThat(id).matches("\\w{10}");
        assertThat(problem.path("detail").textValue()).contains(id).doesNotContain("java.");
        assertThat(log.entries().getFirst()).contains(id);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aFailureIsToldAndLoggedOnce(String address) throws Exception {
        try (LogOf log = new LogOf()) {
            isLoggedProblem(get(server.url(), address), log);
        }
    }

    /** With HTTP/1.0 the end of an answer is the end of the connection, which has to look like none. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
    void anAnswerThatHasBegunIsBrokenOff(String version) throws Exception {
        try (LogOf log = new LogOf(); RawConnection connection = new RawConnection(server.url())) {
            connection.send("GET /api/v1/failing/begun " + version + "\r\nHost: localhost\r\n\r\n");
            assertThatThrownBy(connection::rest).isInstanceOf(IOException.class);
            assertThat(RunningServer.within(PATIENCE, () -> server.protection().requests().inFlight() == 0)).isTrue();
            assertThat(log.entries()).hasSize(1);
        }
    }

    @Test
    void whenMemoryHasRunOutTheServerSaysSoToWhoRunsIt() throws Exception {
        TOLD.drainPermits();
        get(server.url(), "api/v1/failing/assertion");
        assertThat(TOLD.availablePermits()).isZero();
        get(server.url(), "api/v1/failing/memory");
        // After the answer, which may be read before.
        assertThat(TOLD.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A page that says what went wrong needs the index as well. */
    @ParameterizedTest
    @ValueSource(strings = {"", "cards/nobody", "nothing", "api/v1/cards", "api/v1/export.csv", "health/ready",
            "?page=0"})
    void anIndexThatCannotBeReadIsAProblemEverywhere(String address, @TempDir Path gone) throws Exception {
        TestCards.write(gone, TestCards.actor("Blue Otter").card());
        ThreatCards closed = ThreatCards.open(gone);
        try (WebServer over = WebServer.start(closed, "127.0.0.1", 0); LogOf log = new LogOf()) {
            closed.close();
            isLoggedProblem(get(over.url(), address), log);
        }
    }

    @Test
    void aClientThatLeavesIsNoFailure() throws Exception {
        try (LogOf log = new LogOf()) {
            try (RawConnection connection = new RawConnection(server.url())) {
                connection.send("POST /api/v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nBlue");
            }
            assertThat(RunningServer.within(PATIENCE, () -> server.protection().requests().inFlight() == 0)).isTrue();
            assertThat(log.entries()).isEmpty();
        }
    }
}
