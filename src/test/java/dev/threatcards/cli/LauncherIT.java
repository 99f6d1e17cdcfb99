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

    @TempDir
    private Path folder;

    @Test
    void itServesTheStarterDeckAndEndsOnASignal() throws Exception {
        // In a folder of its own, since the starter deck is for the usual index alone.
        Process server = new ProcessBuilder(Path.of("threat-cards").toAbsolutePath().toString(), "serve", "--port", "0")
                .directory(folder.toFile()).redirectError(folder.resolve("log").toFile()).start();
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
            assertThat(server.exitValue()).isZero();
            assertThat(out.lines().toList()).isEqualTo(List.of());
        } finally {
            server.destroyForcibly();
        }
    }

    /** A launcher in a folder with a space in its name, and a JDK that only records its arguments. */
    private Path launcher(int version) throws IOException {
        Path root = Files.createDirectories(folder.resolve("two words"));
        Files.createDirectories(root.resolve("target"));
        Files.createFile(root.resolve("target/threat-cards-1-app.jar"));
        Path jdk = Files.createDirectories(root.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        Path java = Files.writeString(jdk.resolve("bin/java"), """
                #!/bin/sh
                printf '%s\\n' "$*" >>"${0%/*}/../calls"
                printf '%s\\n' "${LC_ALL-}" >"${0%/*}/../locale"
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

    @Test
    void aCacheIsMadeOnceAfterABuild() throws Exception {
        List<String> calls = calls(launcher(25), "search", "mail");
        assertThat(calls).hasSize(4);
        assertThat(calls.get(0)).contains("rehearse --index ").doesNotContain("AOTCache");
        // Without a cache of linked classes one without them is tried.
        assertThat(calls.get(1)).contains("-XX:AOTCacheOutput=", "-XX:+AOTClassLinking", "rehearse --answers --index ");
        assertThat(calls.get(2)).contains("-XX:AOTCacheOutput=", "-XX:-AOTClassLinking", "rehearse --answers --index ");
        assertThat(calls.get(3)).endsWith("two words/target/threat-cards-1-app.jar search mail");
        // The JDK of this test makes no cache: the empty file keeps the launcher from trying again.
        assertThat(calls(folder.resolve("two words/threat-cards"), "resolve", "APT28")).hasSize(5).last().asString()
                .endsWith("app.jar resolve APT28");
    }

    @Test
    void aJdkWithoutCachesRunsTheProgramAtOnceAndTheNewestJarOfSeveral() throws Exception {
        Path launcher = launcher(21);
        Path newer = Files.createFile(launcher.resolveSibling("target/threat-cards-2-app.jar"));
        Files.setLastModifiedTime(newer, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(calls(launcher, "search", "two words")).singleElement().asString()
                .endsWith("threat-cards-2-app.jar search two words").doesNotContain("AOTCache=");
    }

    /** The LC_ALL that the launched process sees. */
    private String locale(Path launcher, String locale, String... arguments) throws Exception {
        Path jdk = launcher.resolveSibling("jdk");
        ProcessBuilder launch = new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        launch.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        launch.environment().put("JAVA_HOME", jdk.toString());
        if (!locale.isEmpty()) {
            launch.environment().put("LC_ALL", locale);
        }
        Process process = launch.start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(jdk.resolve("locale")).strip();
    }

    @ParameterizedTest
    @CsvSource({"''", "C", "POSIX", "xx_YY.UTF-8", "de_DE.ISO-8859-1", "C.UTF-8", "C.utf8"})
    void javaIsStartedInALocaleOfUtf8(String locale) throws Exception {
        assertThat(locale(launcher(21), locale, "resolve", "APT28")).matches("(?i).*\\.utf-?8");
    }

    @Test
    void aLocaleOfUtf8ThatThereIsStays() throws Exception {
        assertThat(locale(launcher(21), "C.utf8", "doctor")).isEqualTo("C.utf8");
    }

    @ParameterizedTest
    @CsvSource({"C", "POSIX", "xx_YY.UTF-8", "de_DE.ISO-8859-1"})
    void argumentsAndFileNamesReachTheProgramWhateverTheLocale(String locale) throws Exception {
        String script = "LC_ALL=" + locale + "; export LC_ALL; cd '" + folder + "' && '"
                + Path.of("threat-cards").toAbsolutePath() + "' resolve \"$(printf '"
                + "\\320\\244\\321\\215\\320\\275\\321\\201\\320\\270')\" --index \"$(printf 'd\\303\\257r')\"";
        Process process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("There is no index in d\u00EFr yet");
    }

    @Test
    void aClosedStandardOutputIsToldAndHurtsNothing() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "./threat-cards --help >&-").redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("Cannot write to standard output: it is closed.").doesNotContain("Exception");
    }

    @Test
    void itIsFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher(21));
        assertThat(calls(link, "doctor")).singleElement().asString()
                .endsWith("two words/target/threat-cards-1-app.jar doctor");
    }
}
