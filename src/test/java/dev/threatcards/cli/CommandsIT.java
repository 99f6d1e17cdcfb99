package dev.threatcards.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        return """
                {"actor": "%s", "names": [{"name": "%s", "name-giver": "Acme"}], "country": ["China"],
                 "description": "It sends mail.", "uuid": "%s"}""".formatted(name, name,
                "11111111-2222-4333-8444-%012d".formatted(number));
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

    private static void isOneSentence(Ended ended, String... words) {
        assertThat(ended.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(ended.err().strip().lines()).hasSize(1);
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
        isOneSentence(ended, "half.json", "line", "column", "breaks off");
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
    void anIndexThatIsAFileFails() throws Exception {
        String file = file("file", "x");
        Ended ended = Program.run("ingest", file("deck.json", deck(card("Blue Otter", 1))), "--index", file);
        assertThat(ended.exit()).isEqualTo(1);
        isOneSentence(ended, "is a file");
        isOneSentence(Program.run("search", "x", "--index", file), "is a file");
        isOneSentence(Program.run("serve", "--index", file), "is a file");
    }

    @Test
    void aPortInUseFails() throws Exception {
        ingest(card("Blue Otter", 1));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = Program.run("serve", "--index", index, "--port", Integer.toString(taken.getLocalPort()));
            assertThat(ended.exit()).isEqualTo(1);
            isOneSentence(ended, "in use", "--port");
        }
    }

    @ParameterizedTest
    @CsvSource({"--size,1000", "--page,0", "--sort,best", "--contry,China", "--country.nto,China"})
    void wrongUsageIsTold(String option, String value) throws Exception {
        ingest(card("Blue Otter", 1));
        Ended ended = Program.run("search", "x", option, value, "--index", index);
        assertThat(ended.exit()).isEqualTo(2);
        isOneSentence(ended, option.equals("--sort") ? value : option.substring(2));
    }

    @Test
    void aNameOfSeveralCardsIsAChoice() throws Exception {
        ingest(card("Blue Otter", 1),
                card("blue-otter", 2).replace("\"actor\": \"blue-otter\"", "\"actor\": \"Red Fox\""));
        Ended ended = Program.run("show", "blue_otter", "--index", index);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("2 cards", "000000000001", "000000000002");
    }
}
