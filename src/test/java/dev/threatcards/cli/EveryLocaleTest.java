package dev.threatcards.cli;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.SyntheticDeck;
import dev.threatcards.ThreatCards;
import dev.threatcards.web.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page, answer and command says the same, in the same letters and digits, whatever the locale of the process. */
final class EveryLocaleTest {

    private static final int CARDS = 1_200;

    private static final List<String> ADDRESSES = List.of("", "?q=mail&size=100", "?sort=-firstSeen",
            "?q=INDIA+ISTANBUL", "tools", "tools?q=a&sort=name", "deck", "explore", "compare", "names", "report", "api",
            "opensearch.xml", "none", "?page=0", "api/v1/cards", "api/v1/cards?q=mail", "api/v1/tools", "api/v1/deck",
            "api/v1/stats", "api/v1/suggest?q=i", "api/v1/resolve?name=INDIA", "openapi.json", "api/v1/export.csv",
            "api/v1/cards?page=0");

    private static final List<List<String>> COMMANDS = List.of(List.of("--help"), List.of("search"),
            List.of("search", "the", "--json"), List.of("doctor", "--all"), List.of("doctor", "--json"),
            List.of("resolve", "INDIA", "istanbul"), List.of("show", "none"), List.of("search", "--size", "9999"),
            List.of("search", "--sort", "FIRST"));

    @TempDir
    private static Path folder;

    @BeforeAll
    static void index() throws Exception {
        Path deck = folder.resolve("deck.json");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(deck))) {
            SyntheticDeck.of(CARDS, 1).write(out);
        }
        ThreatCards.build(folder.resolve("index")).from(List.of(deck.toString()));
        run("en", "US");
    }

    /** Everything in one process of that locale, in one text. */
    private static String run(String language, String country) throws Exception {
        Path said = folder.resolve(language + country + ".txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=" + language, "-Duser.country=" + country, "-Duser.timezone=Asia/Kathmandu", "-cp",
                System.getProperty("java.class.path"), EveryLocaleTest.class.getName(),
                folder.resolve("index").toString(), said.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(language + country + ".log").toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve(language + country + ".log"))).isZero();
        return Files.readString(said);
    }

    /** Asks for all of it, and writes what came. */
    public static void main(String[] arguments) throws Exception {
        Path index = Path.of(arguments[0]);
        StringBuilder all = new StringBuilder();
        try (ThreatCards cards = ThreatCards.open(index); WebServer server = WebServer.start(cards, "127.0.0.1", 0)) {
            HttpClient client = HttpClient.newHttpClient();
            for (String address : ADDRESSES) {
                String body = client.send(HttpRequest.newBuilder(URI.create(server.url() + address)).build(),
                        HttpResponse.BodyHandlers.ofString()).body();
                all.append("== ").append(address).append('\n').append(body.replace(server.url(), "http://host/"))
                        .append('\n');
            }
        }
        for (List<String> command : COMMANDS) {
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said, true);
            String[] words = java.util.stream.Stream.concat(command.stream(),
                    command.contains("--help")
                            ? java.util.stream.Stream.of()
                            : java.util.stream.Stream.of("--index", arguments[0]))
                    .toArray(String[]::new);
            int exit = Main.commands(out, out, words).execute(words);
            all.append("== ").append(command).append(' ').append(exit).append('\n').append(said).append('\n');
        }
        all.append(IngestBar.message(CARDS, 3_000)).append('\n');
        Files.writeString(Path.of(arguments[1]), all);
    }

    @Test
    void numbersHaveACommaBetweenThousands() throws Exception {
        assertThat(Files.readString(folder.resolve("enUS.txt")))
                .contains(String.format(Locale.ROOT, "%,d cards", CARDS), "1,200 actors").doesNotContain(">1200<");
    }

    @ParameterizedTest
    @CsvSource({"de, DE", "tr, TR", "ar, EG", "fa, IR", "hi, IN"})
    void nothingDependsOnTheLocale(String language, String country) throws Exception {
        List<String> wanted = Files.readAllLines(folder.resolve("enUS.txt"));
        List<String> said = run(language, country).lines().toList();
        // The first line that differs, not megabytes of pages.
        for (int i = 0; i < Math.min(wanted.size(), said.size()); i++) {
            assertThat(said.get(i)).as("line " + i).isEqualTo(wanted.get(i));
        }
        assertThat(said).hasSameSizeAs(wanted);
    }
}
