package dev.threatcards.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A launcher of its own in a folder with a space in its name, with a JDK that does nothing but note what it is called with. */
    private Path launcher(int version) throws IOException {
        Path root = Files.createDirectories(folder.resolve("two words"));
        Files.createDirectories(root.resolve("target"));
        Files.createFile(root.resolve("target/threat-cards-1-app.jar"));
        Path jdk = Files.createDirectories(root.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        Path java = Files.writeString(jdk.resolve("bin/java"), """
                #!/bin/sh
                printf '%s\\n' "$*" >>"${0%/*}/../calls"
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return Files.copy(Path.of("threat-cards"), root.resolve("threat-cards"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private List<String> calls(Path launcher, String... arguments) throws Exception {
        Path jdk = folder.resolve("two words/jdk");
        ProcessBuilder launch = new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        launch.environment().put("JAVA_HOME", jdk.toString());
        Process process = launch.start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(jdk.resolve("calls"));
    }

    @ParameterizedTest
    @CsvSource({"search mail, answers", "resolve APT28, answers", "search mail --json, commands", "doctor, commands",
            "serve --port 0, server"})
    void whatIsRehearsedIsWhatIsCalled(String call, String rehearsed) throws Exception {
        List<String> calls = calls(launcher(25), call.split(" "));
        assertThat(calls).hasSize(3);
        assertThat(calls.get(0)).contains("rehearse deck --index ");
        assertThat(calls.get(1)).contains("-XX:AOTCacheOutput=", "rehearse " + rehearsed + " --index ");
        assertThat(calls.get(2)).endsWith("two words/target/threat-cards-1-app.jar " + call);
    }

    @Test
    void aJdkWithoutCachesRunsTheProgramAtOnceAndTheNewestJarOfSeveral() throws Exception {
        Path launcher = launcher(21);
        Path newer = Files.createFile(launcher.resolveSibling("target/threat-cards-2-app.jar"));
        Files.setLastModifiedTime(newer, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(calls(launcher, "search", "two words")).singleElement().asString()
                .endsWith("threat-cards-2-app.jar search two words").doesNotContain("AOTCache=");
    }

    @Test
    void itIsFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher(21));
        assertThat(calls(link, "doctor")).singleElement().asString()
                .endsWith("two words/target/threat-cards-1-app.jar doctor");
    }
}
