package dev.threatcards.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.ThreatCards;

import static org.assertj.core.api.Assertions.assertThat;

/** How a server that runs as a process of its own ends, and that it does not end by itself on a small heap. */
final class ServeEndsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DISTINCT_QUERIES = 2_500;

    @TempDir
    private Path folder;

    private Process start(String... jvm) throws IOException {
        ThreatCards.build(folder.resolve("index")).fromStarterDeck();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(jvm));
        command.addAll(List.of("-jar", System.getProperty("app.jar"), "serve", "--port", "0", "--index",
                folder.resolve("index").toString()));
        return new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()).start();
    }

    private String url(Process server) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && !server.waitFor(20, TimeUnit.MILLISECONDS)) {
            String out = Files.readString(folder.resolve("out"));
            if (out.contains(" is at ") && out.endsWith(System.lineSeparator())) {
                return out.substring(out.indexOf("http")).strip();
            }
        }
        throw new IllegalStateException(Files.readString(folder.resolve("err")));
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    }

    @Test
    void theSignalToEndIsNoFailureAndCutsNoAnswer() throws Exception {
        Process server = start("-XX:+UseSerialGC");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String url = url(server);
            // Answered again and again, until the server is not there any more.
            CompletableFuture<Long> cut = CompletableFuture.supplyAsync(() -> {
                long whole = 0;
                while (true) {
                    try {
                        HttpResponse<String> answer = client.send(request(url + "api/v1/export.csv"),
                                BodyHandlers.ofString());
                        assertThat(answer.statusCode()).isEqualTo(200);
                        whole++;
                    } catch (ConnectException e) {
                        return whole;
                    } catch (IOException e) {
                        // Between two requests the connection was closed; within an answer it would have begun.
                        assertThat(e.getMessage()).doesNotContain("chunked").doesNotContain("fixed content");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            assertThat(client.send(request(url + "health/ready"), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(cut.get(60, TimeUnit.SECONDS)).isNotNegative();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void aSmallHeapIsEnoughForAnyNumberOfQueries() throws Exception {
        Process server = start("-Xmx64m", "-XX:+UseSerialGC");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String url = url(server);
            for (int i = 0; i < DISTINCT_QUERIES; i++) {
                assertThat(client
                        .send(request(url + "api/v1/cards?size=100&q=group+OR+number" + i), BodyHandlers.discarding())
                        .statusCode()).isEqualTo(200);
            }
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void whenMemoryRunsOutTheProcessEndsAndSaysWhatWouldDo() throws Exception {
        Process server = start("-Xmx40m", "-XX:+UseSerialGC");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String url = url(server);
            byte[] large = new byte[5_000_000];
            Arrays.fill(large, (byte) 'a');
            List<CompletableFuture<?>> sent = new ArrayList<>();
            for (int i = 0; i < 200 && server.isAlive(); i++) {
                sent.add(client.sendAsync(HttpRequest.newBuilder(URI.create(url + "api/v1/scan"))
                        .POST(BodyPublishers.ofByteArray(large)).build(), BodyHandlers.discarding()));
            }
            assertThat(server.waitFor(120, TimeUnit.SECONDS)).as("after %s texts", sent.size()).isTrue();
            assertThat(server.exitValue()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("err"))).contains("out of memory; the process ends", "-Xmx");
        } finally {
            server.destroyForcibly();
        }
    }
}
