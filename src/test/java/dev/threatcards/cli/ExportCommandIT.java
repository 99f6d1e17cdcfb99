package dev.threatcards.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ExportedCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.cli.Program.Ended;

import static org.assertj.core.api.Assertions.assertThat;

/** The export as a person or a script runs it. */
final class ExportCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private String index;

    @BeforeEach
    void invent() throws IOException {
        index = ExportedCards.invented(folder).toString();
    }

    @Test
    void theWholeDeckIsPrintedUnlessTold() throws Exception {
        Ended ended = Program.run("export", "--format", "json", "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(JSON.readTree(ended.out()).path("values")).hasSize(6);
        JsonNode iran = JSON.readTree(Program
                .run("export", "--format", "stix", "--country", "Iran", "--tool", "Spanner", "--index", index).out());
        assertThat(iran.path("objects").findValuesAsText("id"))
                .contains("intrusion-set--11111111-2222-4333-8444-555555555502");
    }

    @ParameterizedTest
    @CsvSource({"json", "ndjson", "csv-long", "stix", "misp"})
    void whatIsExportedCanBeIngested(String format) throws Exception {
        Path file = folder.resolve("export");
        Files.writeString(file, "an old file");
        Ended ended = Program.run("export", "blue otter", "--format", format, "-o", file.toString(), "--index", index);
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("card", file.toString());
        Path back = folder.resolve("back");
        assertThat(ThreatCards.build(back).from(List.of(file.toString())).rejects()).isEmpty();
        try (ThreatCards cards = ThreatCards.open(back)) {
            assertThat(cards.cards("=cmd|' /C calc'!A0").getFirst().card().name()).startsWith("Blue Otter");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(left -> left.toString().endsWith(".part"));
        }
    }

    @ParameterizedTest
    @CsvSource({"2,--format,pdf,csv-long", "2,--kind,group,actor", "2,--sort,best,relevance", "1,-o,none/file,none",
            "2,--contry,Iran,--country"})
    void whatCannotBeDoneIsTold(int exit, String option, String value, String word) throws Exception {
        String argument = option.equals("-o") ? folder.resolve(value).toString() : value;
        Ended ended = option.equals("--format")
                ? Program.run("export", option, argument, "--index", index)
                : Program.run("export", "--format", "json", option, argument, "--index", index);
        assertThat(ended.exit()).isEqualTo(exit);
        assertThat(ended.err()).contains(word).doesNotContain("Exception", "\tat ");
        assertThat(ended.err().strip().lines()).hasSize(1);
    }
}
