package dev.threatcards.names;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Names in sentences as reports have them: their forms, and whether an actor or a tool is meant. The cases are in a table of their own. */
final class NamesInReportsTest {

    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

    @TempDir
    private static Path folder;
    private static ThreatCards cards;

    @BeforeAll
    static void index() throws IOException {
        TestCards.write(folder, TestCards.actor("APT 28").alias("Fancy Bear", "CrowdStrike").alias("Sofacy", "").card(),
                TestCards.actor("APT 29").card(), TestCards.actor("APT 41").card(),
                TestCards.actor("APT 32").alias("OceanLotus", "").alias("\u6d77\u83b2\u82b1", "").card(),
                TestCards.actor("FIN6").card(), TestCards.actor("FIN7").card(), TestCards.actor("Lazarus Group").card(),
                TestCards.actor("Andariel").card(), TestCards.actor("Leviathan").card(),
                TestCards.actor("Winnti Group").card(), TestCards.actor("LockBit Gang").card(),
                TestCards.actor("BlackCat Gang").card(), TestCards.actor("Carbanak").card(), TestCards.tool("Winnti"),
                TestCards.tool("LockBit"), TestCards.tool("BlackCat"), TestCards.tool("Anunak", "Carbanak"),
                TestCards.tool("Mimikatz"), TestCards.tool("Turlix", "Snake"), TestCards.tool("PlugX"),
                TestCards.tool("HyperBro"), TestCards.tool("Trickbot"));
        cards = ThreatCards.open(folder);
    }

    @AfterAll
    static void close() {
        cards.close();
    }

    static List<String> cases() throws IOException {
        try (InputStream table = ThreatCards.class.getResourceAsStream("names-in-reports.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.contains(" =>") && !line.startsWith("# ")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNameIsFoundInTheFormOfTheReportAndMeansOneOfItsCards(String line) {
        String[] parts = unescaped(line).split(" =>", -1);
        String found = cards.scan(parts[0]).stream()
                .map(mention -> mention.text() + " " + mention.kind().key().charAt(0))
                .collect(Collectors.joining(", "));
        assertThat(found).isEqualTo(parts[1].strip());
    }

    private static String unescaped(String line) {
        String text = line.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
        return UNICODE.matcher(text).replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
    }
}
