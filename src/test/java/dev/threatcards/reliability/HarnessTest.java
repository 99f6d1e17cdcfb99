package dev.threatcards.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** What looks for failures sees them. */
final class HarnessTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"java.io.IOException: no space left", "at dev.threatcards.Main.main(Main.java:1)", "Failed",
            "Unexpected: SomeException is thrown.", "no end of the sentence"})
    void whatOnlyAProgrammerReadsIsNoSentence(String message) {
        assertThat(Sentence.is(message)).isFalse();
    }

    @Test
    void aSentenceIsOneAlone() {
        assertThat(Sentence.isAlone("threat-cards: The disk is full; make room and ingest again.\n")).isTrue();
        assertThat(Sentence.isAlone("The disk is full.\nThe disk is full.\n")).isFalse();
        assertThat(Sentence.isAlone("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"of 2101-01-01 qxheron, true", "of 2101-01-02 qxnewt, true", "of 2101-01-02 qxheron, false",
            "qxheron qxnewt, false", "2101-01-01 and 2101-01-03, false", "qxnewt, true", "nothing of either, true"})
    void anAnswerOfTwoEditionsIsSeen(String text, boolean whole) {
        assertThat(Editions.mixture(text).isEmpty()).isEqualTo(whole);
    }

    @Test
    void everyCardAndTheDateSayWhichEditionItIs() throws Exception {
        Editions editions = Editions.of(List.of(), 20, 1);
        Path index = folder.resolve("index");
        for (int edition = 0; edition < 3; edition++) {
            Path deck = editions.write(edition, folder.resolve("deck.json"));
            ThreatCards.build(index).from(List.of(deck.toString()));
            try (ThreatCards cards = ThreatCards.open(index)) {
                SearchResult all = cards.search(CardQuery.all().page(1, 100));
                assertThat(all.provenance().date()).isEqualTo("2101-01-0" + (edition + 1));
                assertThat(cards.search(CardQuery.of(Editions.mark(edition))).total()).isEqualTo(20);
                assertThat(cards.search(CardQuery.of("country:" + Editions.land(edition))).total()).isEqualTo(20);
                assertThat(Editions.mixture(all.toString())).isEmpty();
            }
        }
    }

    @Test
    void aFileThatIsNotOfTheIndexIsSeen() throws Exception {
        Path index = folder.resolve("index");
        ThreatCards.build(index).fromStarterDeck();
        assertThat(IndexFiles.leftOver(index)).isEmpty();
        Files.writeString(index.resolve("_9.tmp"), "left over");
        assertThat(IndexFiles.leftOver(index)).containsExactly("_9.tmp");
    }

    @Test
    void theRowCountsWhatDidNotHold() {
        Tally tally = new Tally("part", "things");
        tally.tried(1_000);
        tally.lost("one\nthing");
        tally.wrong("another");
        tally.told();
        Result result = tally.result();
        assertThat(result.held()).isFalse();
        assertThat(result.row()).startsWith("| part | 1,000 | things | 1 | 1 | 1 | ");
        assertThat(result.markdown()).contains("- lost: one thing\n", "- wrong: another\n");
    }
}
