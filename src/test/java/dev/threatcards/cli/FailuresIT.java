package dev.threatcards.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.ExportedCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.cli.Program.Ended;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What cannot be done fails, with one sentence that a person understands. */
final class FailuresIT {

    private static final Path FULL = Path.of("/dev/full");

    private static final int BROKEN_PIPE = 141;

    @TempDir
    private static Path folder;
    private static Path index;

    @BeforeAll
    static void files() throws Exception {
        index = ExportedCards.invented(folder);
        ThreatCards.build(folder.resolve("big")).fromStarterDeck();
        Files.writeString(folder.resolve("file"), "x");
        Files.createFile(folder.resolve("empty"));
        Files.setPosixFilePermissions(Files.writeString(folder.resolve("locked"), "x"), java.util.Set.of());
    }

    /** Puts the folder and the index into a command line; a root without its capabilities is held to permissions as anybody. */
    private static Ended run(String command) throws Exception {
        List<String> words = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            words.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(Program.SHORT_LIVED);
        words.addAll(List.of("-jar", System.getProperty("app.jar")));
        Stream.of(command.split(" "))
                .map(word -> word.replace("FOLDER", folder.toString()).replace("INDEX", index.toString()))
                .forEach(words::add);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ingest FOLDER/none --index FOLDER/i|No such file",
            "ingest FOLDER/locked --index FOLDER/i|Not allowed to read", "ingest FOLDER/empty --index FOLDER/i|empty",
            "ingest FOLDER/file/x --index FOLDER/i|No such file",
            "ingest ftp://x/y --index FOLDER/i|Only http and https", "ingest FOLDER/file --index FOLDER/file|is a file",
            "scan FOLDER/none --index INDEX|there is no such file", "scan FOLDER --index INDEX|it is a folder",
            "scan FOLDER/locked --index INDEX|permission is denied", "scan ftp://x/y --index INDEX|it is an address",
            "search x --index FOLDER/none|There is no index", "search x --index FOLDER/file|is a file",
            "show x --index FOLDER/none|There is no index", "doctor --index FOLDER/none|There is no index",
            "resolve x --index FOLDER/none|There is no index",
            "export --format csv --index FOLDER/none|There is no index",
            "export --format csv --index INDEX -o FOLDER|it is a folder",
            "export --format csv --index INDEX -o FOLDER/none/x|there is no folder",
            "export --format csv --index INDEX -o FOLDER/file/x|is a file, not a folder",
            "export --format csv --index INDEX -o FOLDER/locked|permission is denied",
            "fetch --base ftp://x/y --index FOLDER/i|Not an http or https address",
            "fetch --base http://127.0.0.1:1 --cache FOLDER/file --index FOLDER/i|Cannot use the cache",
            "serve --index FOLDER/none|There is no index in", "serve --index FOLDER/file|is a file",
            "serve --index INDEX --port 80|need a permission",
            "serve --index INDEX --port 0 --host 192.0.2.1|no such address",
            "serve --index INDEX --port 0 --host host.invalid|there is no host"})
    void aFailureIsOneSentenceWithoutNamesOfClasses(String command, String words) throws Exception {
        Ended ended = run(command);
        assertThat(ended.err()).contains(words).doesNotContain("Exception", "AccessDenied", "java.", "\tat ");
        assertThat(ended.err().strip().lines()).hasSize(1);
        assertThat(ended.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "search --help", "search --index INDEX",
            "search --json --index INDEX", "show blueotter --index INDEX", "resolve blueotter --json --index INDEX",
            "doctor --index INDEX", "export --format csv --index INDEX", "serve --port 0 --index INDEX"})
    void outputThatCannotBeWrittenIsAFailure(String command) throws Exception {
        if (!Files.exists(FULL)) {
            System.out.println("There is no " + FULL + ": output on a full disk was not tried.");
        }
        assumeTrue(Files.exists(FULL));
        Ended ended = redirected(command, ">/dev/full");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("Cannot write to standard output: no space is left").doesNotContain("\tat ");
        assertThat(ended.err().strip().lines()).hasSize(1);
    }

    @Test
    void aReaderThatHasEnoughEndsItQuietly() throws Exception {
        Ended ended = redirected("export --format json --index FOLDER/big",
                "| head -c 10 >/dev/null; exit ${PIPESTATUS[0]}");
        assertThat(ended.exit()).isEqualTo(BROKEN_PIPE);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void errorsThatCannotBeWrittenHurtNothing() throws Exception {
        assertThat(redirected("search --index INDEX", "2>&-").exit()).isZero();
        assertThat(redirected("search --index FOLDER/none", "2>&-").exit()).isEqualTo(1);
    }

    private static Ended redirected(String command, String redirection) throws Exception {
        Path err = folder.resolve("err");
        Files.deleteIfExists(err);
        String java = "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:+UseSerialGC -jar '"
                + System.getProperty("app.jar") + "' "
                + command.replace("FOLDER", folder.toString()).replace("INDEX", index.toString()) + " " + redirection;
        Process process = new ProcessBuilder("bash", "-c", java).redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), "", Files.readString(err));
    }
}
