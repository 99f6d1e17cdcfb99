package dev.threatcards.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.cli.Program.Ended;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands as a person or a script runs them. */
final class CommandsIT {

    @TempDir
    private Path folder;
    private String index;

    @BeforeEach
    void folderOfTheIndex() {
        index = folder.resolve("index").toString();
    }

    private static String card(String name, int number) {
        return String.format(Locale.ROOT, """
                {"actor": "%s", "names": [{"name": "%s", "name-giver": "Acme"}], "country": ["China"],
                 "description": "It sends mail.", "uuid": "%s"}""", name, name,
                String.format(Locale.ROOT, "11111111-2222-4333-8444-%012d", number));
    }

    private static String deck(String... cards) {
        return "{\"source\": \"A deck\", \"values\": [" + String.join(",", cards) + "]}";
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private Ended ingest(String... cards) throws IOException, InterruptedException {
        return Program.run("ingest", file("deck.json", deck(cards)), "--index", index);
    }

    /** Puts cards into the index without a process; for tests of other commands. */
    private void index(String... cards) throws IOException {
        ThreatCards.build(Path.of(index)).from(List.of(file("deck.json", deck(cards))));
    }

    private static void isOneSentence(Ended ended, String... words) {
        assertThat(ended.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(ended.err().strip().lines()).hasSize(1);
    }

    @Test
    void aRehearsalDoesWhatTheCommandsDoAndPrintsNothing() throws Exception {
        // The first run makes the index, where there is none.
        for (List<String> options : List.of(List.<String>of(), List.of("--answers"), List.<String>of())) {
            List<String> arguments = new ArrayList<>(List.of("rehearse", "--index", index));
            arguments.addAll(options);
            Ended rehearsed = Program.run(arguments.toArray(String[]::new));
            assertThat(rehearsed.err()).doesNotContain("threat-cards:");
            assertThat(rehearsed.out()).isEmpty();
            assertThat(rehearsed.exit()).isZero();
        }
        assertThat(Program.run("--help").out()).contains("search").doesNotContain("rehearse");
    }

    @Test
    void cardsAreIngestedSearchedAndShown() throws Exception {
        Ended ingested = ingest(card("Blue Otter", 1), card("Red Fox", 2));
        assertThat(ingested.exit()).isZero();
        assertThat(ingested.out()).contains("2 cards read: 2 added", "holds 2 actors");
        Ended found = Program.run("search", "blueotter", "--index", index);
        assertThat(found.exit()).isZero();
        assertThat(found.out()).contains("Blue Otter", "China", "(Acme)");
        JsonNode json = new ObjectMapper()
                .readTree(Program.run("search", "mail", "--country", "China", "--json", "--index", index).out());
        assertThat(json.path("total").asInt()).isEqualTo(2);
        Ended shown = Program.run("show", "BLUE", "otter", "--index", index);
        assertThat(shown.out()).startsWith("Blue Otter").contains("It sends mail.", "Acme");
        assertThat(new ObjectMapper().readTree(Program.run("show", "red fox", "--json", "--index", index).out())
                .path("name").asText()).isEqualTo("Red Fox");
    }

    @Test
    void aCardIsShownWithThoseThatAreLikeIt() throws Exception {
        index(card("Blue Otter", 1).replace("\"description\"", "\"tools\": [\"Spade\"], \"description\""),
                card("Red Fox", 2).replace("\"description\"", "\"tools\": [\"Spade\"], \"description\""));
        assertThat(Program.run("show", "blueotter", "--index", index).out()).contains("Similar actors (1)", "Red Fox",
                "  share 1 rare tool: Spade; also attributed to China");
    }

    @Test
    void standardInputIsASource() throws Exception {
        Ended ended = Program.runWithInput(deck(card("Blue Otter", 1)), "ingest", "-", "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("1 added");
    }

    @Test
    void ingestingAgainWritesWhatHasChangedAlone() throws Exception {
        ingest(card("Blue Otter", 1), card("Red Fox", 2));
        Ended again = ingest(card("Blue Otter", 1), card("Red Vixen", 2), card("Green Newt", 3));
        assertThat(again.out()).contains("1 added, 1 changed, 1 unchanged", "holds 3 actors");
    }

    @Test
    void aBadCardIsSetAsideWithItsPlace() throws Exception {
        Ended ended = ingest(card("Blue Otter", 1), "{\"actor\": \"No Id\"}");
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.out()).contains("1 added", "1 set aside");
        isOneSentence(ended, "deck.json", "/values/1", "No Id", "no uuid");
    }

    @Test
    void halfAFileIsToldWithItsPlace() throws Exception {
        String whole = deck(card("Blue Otter", 1), card("Red Fox", 2));
        Ended ended = Program.run("ingest", file("half.json", whole.substring(0, whole.length() - 40)), "--index",
                index);
        assertThat(ended.exit()).isEqualTo(3);
        isOneSentence(ended, "half.json", "line", "ends early at byte", "after 1 entry");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|empty", "%PDF-1.7|PDF", "{\"values\": [{\"value\": \"x\"}]}|no cards",
            "hello|No card"})
    void whatIsNoDeckFailsAndWritesNothing(String content, String reason) throws Exception {
        Ended ended = Program.run("ingest", file("x", content), "--index", index);
        assertThat(ended.exit()).isEqualTo(1);
        isOneSentence(ended, reason);
        assertThat(Program.run("search", "--index", index).exit()).isEqualTo(1);
    }

    @Test
    void aMissingFileFails() throws Exception {
        Ended ended = Program.run("ingest", folder.resolve("missing.json").toString(), "--index", index);
        assertThat(ended.exit()).isEqualTo(1);
        isOneSentence(ended, "No such file", "missing.json");
    }

    @Test
    void aPortInUseFails() throws Exception {
        index(card("Blue Otter", 1));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = Program.run("serve", "--index", index, "--port", Integer.toString(taken.getLocalPort()));
            assertThat(ended.exit()).isEqualTo(1);
            isOneSentence(ended, "the port is in use", "--port");
        }
    }

    @ParameterizedTest
    @CsvSource({"--size,1000", "--page,0", "--sort,best", "--contry,China", "--country.nto,China"})
    void wrongUsageIsTold(String option, String value) throws Exception {
        index(card("Blue Otter", 1));
        Ended ended = Program.run("search", "x", option, value, "--index", index);
        assertThat(ended.exit()).isEqualTo(2);
        isOneSentence(ended, option.equals("--sort") ? value : option.substring(2));
    }

    @Test
    void aNameOfSeveralCardsIsAChoice() throws Exception {
        index(card("Blue Otter", 1),
                card("blue-otter", 2).replace("\"actor\": \"blue-otter\"", "\"actor\": \"Red Fox\""));
        Ended ended = Program.run("show", "blue_otter", "--index", index);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("2 cards", "000000000001", "000000000002");
    }

    @Test
    void theDoctorTellsWhereCardsAreFromAndWhatIsOdd() throws Exception {
        index(card("Blue Otter", 1).replace("It sends mail.", "See {{Nobody}}."), "{\"actor\": \"No Id\"}");
        Ended told = Program.run("doctor", "--index", index);
        assertThat(told.exit()).isZero();
        assertThat(told.out()).contains("A deck", "ETDA JSON", "Set aside by the last ingest (1)", "no uuid",
                "References that lead nowhere (1)", "Blue Otter mentions Nobody");
        JsonNode json = new ObjectMapper().readTree(Program.run("doctor", "--json", "--index", index).out());
        assertThat(json.path("rejectCount").asInt()).isEqualTo(1);
        isOneSentence(Program.run("doctor", "--index", folder.resolve("none").toString()), "no index");
    }

    @Test
    void exportsAreFetchedAndAFetchThatFailsChangesNothing() throws Exception {
        Map<String, String> exports = new ConcurrentHashMap<>(Map.of("/cgi-bin/getcard.cgi?g=all&o=j",
                deck(card("Blue Otter", 1)), "/cgi-bin/getcard.cgi?t=all&o=j",
                deck(card("Spanner", 2).replace("actor", "tool")), "/cgi-bin/getmisp.cgi?o=g",
                "{\"category\":\"actor\",\"values\":[{\"value\":\"x\",\"uuid\":\"11111111-2222-4333-8444-000000000003\"}]}",
                "/cgi-bin/getmisp.cgi?o=t",
                "{\"category\":\"tool\",\"values\":[{\"value\":\"y\",\"uuid\":\"11111111-2222-4333-8444-000000000004\"}]}",
                "/cgi-bin/listgroups.cgi",
                "<table><tr><td class=\"thead\"><tr><td><a href=\"/cgi-bin/showcard.cgi?g=x\">Blue Otter</a></table></html>"));
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] body = exports.getOrDefault(exchange.getRequestURI().toString(), "")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
        try {
            String base = "http://127.0.0.1:" + site.getAddress().getPort();
            String[] fetch = {"fetch", "--base", base, "--cache", folder.resolve("cache").toString(), "--index", index};
            Ended fetched = Program.run(fetch);
            assertThat(fetched.err()).isEmpty();
            assertThat(fetched.exit()).isZero();
            assertThat(fetched.out()).contains("groups.json", "5 cards read", "holds 2 actors and 2 tools");
            exports.put("/cgi-bin/getcard.cgi?g=all&o=j", deck(card("Red Fox", 1)));
            exports.remove("/cgi-bin/listgroups.cgi");
            Ended failed = Program.run(fetch);
            assertThat(failed.exit()).isEqualTo(1);
            isOneSentence(failed, "listgroups.cgi", "404");
            assertThat(Program.run("show", "Blue", "Otter", "--index", index).exit()).isZero();
            assertThat(Program.run("ingest", base + "/cgi-bin/getcard.cgi?g=all&o=j", "--index", index).out())
                    .contains("1 changed");
        } finally {
            site.stop(0);
        }
    }
}
