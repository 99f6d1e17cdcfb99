package examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ThreatCards;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples do what they say over the starter deck, and the documentation has their code as it is. */
final class ExamplesTest {

    private static final Path EXAMPLES = Path.of("src/examples/java/examples");

    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Path index() {
        return folder.resolve("index");
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @BeforeAll
    static void build() {
        ThreatCards.build(index()).fromStarterDeck();
    }

    @Test
    void cardsAreSearchedFor() {
        SearchCards.run(index(), out);
        assertThat(lines().getFirst()).matches("[1-9]\\d* of them");
        assertThat(lines().get(1)).startsWith("Safe has [");
        assertThat(lines().getLast()).matches("\\d+ use .+");
    }

    @Test
    void aReportIsRead() {
        ReadAReport.run(index(), out);
        assertThat(lines()).anyMatch(line -> line.startsWith("0: FANCY BEAR is "))
                .containsSubsequence("fancybear is known", "nobody at all is not known")
                .anyMatch(line -> line.endsWith(", so named by CrowdStrike"));
    }

    @Test
    void aFileIsScanned() throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"),
                "<html><head><title>A mail</title></head><body><p>It came from <b>Fancy</b> Bear.</p></body></html>");
        ScanAFile.run(index(), file, out);
        assertThat(lines()).first().isEqualTo("A mail (html)");
        assertThat(lines()).last().asString().startsWith("It came from Fancy Bear → ");
    }

    @Test
    void cardsAreTakenAwayAndReadBack() throws IOException {
        TakeCardsAway.run(index(), folder.resolve("iran.json"), folder.resolve("second"), out);
        assertThat(lines()).hasSize(2);
        String written = lines().get(0).replaceFirst(" .*", "");
        assertThat(written).isNotEqualTo("0");
        assertThat(lines().get(1)).isEqualTo(written + " actors read back");
    }

    @Test
    void ownCardsAreSearched() {
        SearchYourOwnCards.run(out);
        assertThat(lines()).containsExactly("Purple Otter", "Spanner");
    }

    @ParameterizedTest
    @CsvSource({"README.md, SearchCards", "docs/embedding.md, ReadAReport", "docs/reports.md, ScanAFile"})
    void theDocumentationHasThem(Path document, String example) throws IOException {
        assertThat(document).content().contains("```java\n" + body(example) + "\n```");
    }

    /** The body of an example, as somebody writes it whose index is in the folder "index". */
    private static String body(String example) throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLES.resolve(example + ".java"));
        int begin = lines.indexOf("        try (ThreatCards cards = ThreatCards.open(index)) {");
        int end = begin + lines.subList(begin, lines.size()).indexOf("        }") + 1;
        return String.join("\n", lines.subList(begin, end)).stripIndent()
                .replace("open(index)", "open(Path.of(\"index\"))").replace("out.println", "System.out.println")
                .replace("out::println", "System.out::println");
    }
}
