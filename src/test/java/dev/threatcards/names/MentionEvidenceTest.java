package dev.threatcards.names;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Mention.Kind;
import dev.threatcards.result.MentionedCard;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts as a mention of a card in a report, and by which evidence. */
final class MentionEvidenceTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() throws IOException {
        TestCards.write(folder,
                TestCards.actor("Lazarus Group").alias("Hidden Cobra", "CISA")
                        .description("It has abused CVE-2017-0199.").card(),
                TestCards.actor("Patchwork").alias("Dropping Elephant", "Acme").card(),
                TestCards.actor("The Shadow Brokers").card(), TestCards.actor("APT 3").alias("Group 6", "Acme").card(),
                TestCards.actor("Iron Loom").alias("TG-3390", "Acme").card(), TestCards.actor("BlackQuoll Gang").card(),
                TestCards.tool("Lazarus"), TestCards.tool("BlackQuoll"), TestCards.tool("Turlix", "Snake"),
                TestCards.tool("Agent.BTZ"), TestCards.tool("Session Manager"), TestCards.tool("MailTo"),
                TestCards.tool("Bypass-UAC"));
        cards = ThreatCards.open(folder);
    }

    private static List<String> mentions(String text) {
        return cards.scan(text).stream()
                .map(mention -> mention.text() + " " + mention.kind().key() + " " + mention.evidence().key()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Then Lazarus came. | Lazarus actor distinctive, Lazarus tool distinctive",
            "the LAZARUS actors | LAZARUS actor distinctive", "Lazarus sent the lure. | Lazarus actor distinctive",
            "We saw the Lazarus malware. | Lazarus tool distinctive",
            "Then the Shadow Brokers kept silent. | the Shadow Brokers actor distinctive",
            "It was Threat Group-3390 again. | Threat Group-3390 actor distinctive",
            "We saw BlackQuoll there. | BlackQuoll actor distinctive, BlackQuoll tool distinctive",
            "BlackQuoll is a new ransomware. | BlackQuoll tool distinctive",
            "The Patchwork actors are back. | Patchwork actor headNoun",
            "Patchwork is a suspected espionage group. | Patchwork actor headNoun",
            "We think that PATCHWORK did it. | PATCHWORK actor capitals",
            "Patchwork, or Dropping Elephant. | Patchwork actor otherName, Dropping Elephant actor distinctive",
            "The lure was sent by Patchwork again. | Patchwork actor role",
            "They saw Patchwork again. | Patchwork actor capitalized", "They ran Snake malware. | Snake tool headNoun"})
    void aNameCountsByItsEvidence(String text, String mentions) {
        assertThat(String.join(", ", mentions(text))).isEqualTo(mentions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"See https://site.example/figures/Turlix-map.png there.", "The file is Turlix.jar there."})
    void aDistinctiveNameCountsInAddressesAndFileNamesAsTheCardSpellsIt(String text) {
        assertThat(cards.scan(text)).extracting(Mention::text).containsExactly("Turlix");
        assertThat(cards.scan(text.replace("Turlix", "turlix"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patchwork is common here.", "A patchwork by Patchwork.",
            "The sale of Patchwork Quilts went well.", "Magecart Group 6 bought the access.", "MAZE Group 3 bought it.",
            "Detected as MSIL/Turlix.A there.", "Detected as Trojan:Win32/Turlix!gen there.",
            "See hxxp://evil[.]com/turlix for more.", "Ask turlix@example.com now.", "It loads turlix.dll then.",
            "The host is turlix[.]example now.", "It is C:\\Temp\\Turlix\\a.exe there.",
            "It reads HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager.", "Run it with --turlix first.",
            "The function turlix() is called.", "The rule is turlix_loader_v2.", "Please send an e-mail to us.",
            "Please mail to the desk.", "It can bypass UAC, they say.", "It was detected by Turlix then.",
            "SHE SAW PATCHWORK IN EVERY STREET."})
    void aPlaceThatIsNoNameDoesNotCount(String text) {
        assertThat(mentions(text)).isEmpty();
    }

    @Test
    void genericNamesWithoutEvidenceAreGivenOnRequest() {
        assertThat(cards.scan("Patchwork is common here.", new ScanOptions(true, Set.of()))).singleElement()
                .satisfies(mention -> {
                    assertThat(mention.generic()).isTrue();
                    assertThat(mention.isEvident()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource({"CVE-2017-0199, 1", "cve 2017 0199, 1", "CVE\u20112017\u20110199, 1", "CVE-2031-11111, 0"})
    void aVulnerabilityIsAMention(String id, int count) {
        assertThat(cards.scan("They used " + id + " then.")).singleElement().satisfies(mention -> {
            assertThat(mention.kind()).isEqualTo(Kind.CVE);
            assertThat(mention.text()).isEqualTo(id);
            assertThat(mention.cards()).hasSize(count);
        });
    }

    @Test
    void mentionsAreGroupedByCardActorsFirst() {
        List<Mention> mentions = cards
                .scan("Turlix, Turlix and Turlix: see Lazarus, the\nHidden  Cobra. CVE-2017-0199.");
        List<MentionedCard> grouped = MentionedCard.of(mentions);
        assertThat(grouped).extracting(card -> card.card().name()).containsExactly("Lazarus Group", "Turlix",
                "Lazarus");
        assertThat(grouped).extracting(MentionedCard::count).containsExactly(2, 3, 1);
        assertThat(grouped.getFirst().names()).containsExactly("Lazarus", "Hidden Cobra");
        assertThat(grouped.get(1).first().start()).isZero();
    }
}
