package dev.threatcards.cli;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.cli.Program.Ended;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code resolve} and {@code scan} as a person or a script runs them. */
final class NamesCommandsIT {

    @TempDir
    private static Path folder;
    private static String index;

    @BeforeAll
    static void index() {
        index = folder.resolve("index").toString();
        TestCards.write(Path.of(index),
                TestCards.actor("Blue Otter").alias("Shared", "Initech").alias("Snake", "Acme").card(),
                TestCards.actor("Red Fox").alias("Shared", "Umbrella").card(), TestCards.tool("PlugX", "Korplug"));
    }

    @Test
    void namesAreResolved() throws Exception {
        Ended ended = Program.run("resolve", "blue-otter", "shared", "nobody", "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("Blue Otter", "folded", "Initech", "Umbrella", "not known",
                "\"shared\" is ambiguous: it may mean any of 2 cards.");
        assertThat(Program.run("resolve", "nobody", "--index", index).exit()).isEqualTo(1);
        JsonNode json = new ObjectMapper()
                .readTree(Program.run("resolve", "korplug", "--json", "--index", index).out());
        assertThat(json.path("cards").path(0).path("name").asText()).isEqualTo("PlugX");
    }

    @Test
    void namesAreReadFromStandardInputHoweverMany() throws Exception {
        Ended ended = Program.runWithInput("blue otter\r\n\n" + "nobody\n".repeat(1_500) + "korplug", "resolve", "-",
                "--json", "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(new ObjectMapper().readTree(ended.out()).path("results")).hasSize(1_502);
    }

    @Test
    void aTextIsScanned() throws Exception {
        String text = "A report.\r\n🦊 Blue Otter and blue-\notter, a snake,\nused PlugX of Shared.";
        String file = Files.writeString(folder.resolve("report.txt"), text).toString();
        Ended ended = Program.run("scan", file, "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains("4 mentions of 3 cards", "2:3", "blue- otter", "4:6", "Names of more than one card: Shared.")
                .doesNotContain("snake")
                .contains("1 more of names that are ordinary words, without evidence; --generic shows them.");
        Ended generic = Program.runWithInput(text, "scan", "--generic", "--index", index);
        assertThat(generic.out()).contains("snake (generic)");
        JsonNode json = new ObjectMapper().readTree(Program.run("scan", file, "--json", "--index", index).out());
        assertThat(json.path("mentions")).hasSize(4);
    }

    @Test
    void aReportIsAskedWhichActorsItFits() throws Exception {
        String file = Files.writeString(folder.resolve("lead.txt"), "Blue Otter used PlugX.").toString();
        Ended ended = Program.run("leads", file, "--size", "1", "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("Named in the text: Blue Otter", "1. ", "not an attribution");
        assertThat(Program.run("leads", file, "--without-named", "--index", index).out())
                .doesNotContain(". Blue Otter");
        JsonNode json = new ObjectMapper()
                .readTree(Program.runWithInput("PlugX", "leads", "--json", "--index", index).out());
        assertThat(json.path("leads").isArray()).isTrue();
        assertThat(Program.run("leads", folder.resolve("none.txt").toString(), "--index", index).exit()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotThereIsTold() throws Exception {
        Ended ended = Program.run("scan", folder.resolve("none.txt").toString(), "--index", index);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("none.txt cannot be read").doesNotContain("Exception");
        assertThat(Program.runWithInput("", "scan", "--index", index).out()).contains("0 mentions");
    }

    @Test
    void aTextInUtf16IsScannedAndWhatIsNoTextIsTold() throws Exception {
        Path file = folder.resolve("powershell.txt");
        for (String encoding : new String[]{"UTF-16LE", "UTF-16BE", "UTF-8"}) {
            Files.write(file, "\uFEFFBlue Otter used PlugX.\r\n".getBytes(Charset.forName(encoding)));
            JsonNode json = new ObjectMapper()
                    .readTree(Program.run("scan", file.toString(), "--json", "--index", index).out());
            assertThat(json.path("mentions").findValuesAsText("start")).containsExactly("0", "16");
        }
        Files.write(file, new byte[]{'%', 'P', 'D', 'F', '-', '1', '.', '7', 0, 1});
        Ended ended = Program.run("scan", file.toString(), "--index", index);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("is a damaged PDF and cannot be read");
        assertThat(Program.runWithInput("\uFEFFKorplug\n", "resolve", "-", "--index", index).exit()).isZero();
    }
}
