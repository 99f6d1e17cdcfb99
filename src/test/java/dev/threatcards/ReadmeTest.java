package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.Facet;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's Java example compiles, does what it says, and stands in the README as it stands here. */
final class ReadmeTest {

    @TempDir
    private Path folder;

    private static void example(Path path, PrintStream out) {
        // README begins
        try (ThreatCards cards = ThreatCards.open(path)) {
            SearchResult result = cards.search(CardQuery.of("Office 0-day").with(Facet.COUNTRY, "China"));
            result.hits().forEach(hit -> out.println(hit.card().name()));
        }
        // README ends
    }

    @Test
    void theExampleWorks() {
        ThreatCards.build(folder).fromStarterDeck();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        example(folder, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Safe");
    }

    @Test
    void theReadmeHasTheExample() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/java/dev/threatcards/ReadmeTest.java"));
        int begin = lines.indexOf("        // README begins");
        int end = lines.indexOf("        // README ends");
        String example = String.join("\n", lines.subList(begin + 1, end)).stripIndent();
        assertThat(Files.readString(Path.of("README.md"))).contains(
                example.replace("(path)", "(Path.of(\"index\"))").replace("out.println", "System.out.println"));
    }
}
