package dev.threatcards.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher, as a new user runs it. */
final class LauncherIT {

    /** What a process that SIGTERM ended exits with: 128 and the signal's number. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @Test
    void itServesTheStarterDeckAndEndsOnASignal() throws Exception {
        Process server = new ProcessBuilder("./threat-cards", "serve", "--port", "0", "--index",
                folder.resolve("index").toString()).redirectError(folder.resolve("log").toFile()).start();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(line).startsWith("Threat Cards is at http://127.0.0.1:");
            URI search = URI.create(line.substring(line.indexOf("http")) + "?q=Office+0-day+China");
            HttpResponse<String> page = HttpClient.newHttpClient().send(HttpRequest.newBuilder(search).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("/cards/safe");
            // Of the process itself: Process.destroy would close its output too.
            server.toHandle().destroy();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(TERMINATED);
            assertThat(out.lines().toList()).isEqualTo(List.of());
        } finally {
            server.destroyForcibly();
        }
    }
}
