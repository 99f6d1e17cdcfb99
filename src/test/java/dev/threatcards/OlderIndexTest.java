package dev.threatcards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.error.IndexException;
import dev.threatcards.index.OlderIndex;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.ingest.RebuildReport;
import dev.threatcards.query.CardQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An index that an older version of the program wrote: it is made anew from the cards that it stores. */
final class OlderIndexTest {

    private static final String DECK = """
            {"source":"Test","uuid":"u","last-db-change":"2024-01-01","values":[
            {"actor":"Blue Otter","uuid":"11111111-0000-4000-8000-000000000001","country":["Iran"],
            "description":"Swims.","tools":["Spanner"]},
            {"actor":"Red Fox","uuid":"11111111-0000-4000-8000-000000000002","country":["China"]},
            {"actor":"Bad one","uuid":"no uuid"}]}""";

    @TempDir
    private Path folder;
    private Path deck;
    private Provenance provenance;

    enum Opening {
        OPEN(ThreatCards::open), BRIEFLY(ThreatCards::openBriefly);

        private final Function<Path, ThreatCards> open;

        Opening(Function<Path, ThreatCards> open) {
            this.open = open;
        }
    }

    @BeforeEach
    void ingest() throws IOException {
        deck = Files.writeString(folder.resolve("deck.json"), DECK);
        provenance = ThreatCards.build(index()).from(List.of(deck.toString())).provenance();
        assertThat(provenance.rejectCount()).isEqualTo(1);
    }

    private Path index() {
        return folder.resolve("index");
    }

    private void assertWhole(ThreatCards cards) {
        assertThat(cards.search(CardQuery.of("swims").with(Facet.COUNTRY, "Iran")).hits())
                .extracting(hit -> hit.card().name()).containsExactly("Blue Otter");
        assertThat(cards.search(CardQuery.all()).total()).isEqualTo(2);
        assertThat(cards.cards("red fox")).hasSize(1);
        assertThat(cards.provenance()).isEqualTo(provenance);
        assertThat(cards.commit()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itIsRebuiltWhenItIsOpened(Opening how) {
        OlderIndex.write(index(), 8, true);
        try (ThreatCards cards = how.open.apply(index())) {
            assertWhole(cards);
        }
        assertThat(ThreatCards.check(index())).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void soIsOneOfAnySchemaThatSaysInWhichFormItsCardsAre(Opening how) {
        OlderIndex.write(index(), 3, false);
        try (ThreatCards cards = how.open.apply(index())) {
            assertWhole(cards);
        }
    }

    @Test
    void soIsOneThatIsIngestedInto() {
        OlderIndex.write(index(), 7, true);
        IngestReport report = ThreatCards.build(index()).from(List.of(deck.toString()));
        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(report.provenance().actors()).isEqualTo(2);
    }

    @Test
    void whoHasTheOldOneOpenReadsOn() {
        try (ThreatCards open = ThreatCards.open(index()); ThreatCards before = open.snapshot()) {
            assertThat(ThreatCards.build(index()).rebuild()).isEqualTo(new RebuildReport(2, 0));
            assertWhole(before);
        }
    }

    @Test
    void oneThatCannotBeRebuiltIsToldAndLeftAsItIs() throws IOException {
        OlderIndex.write(index(), 4, true);
        assertThatThrownBy(() -> ThreatCards.open(index())).isInstanceOf(IndexException.class)
                .hasMessageContaining("so old");
        OlderIndex.write(index(), OlderIndex.CURRENT + 1, false);
        assertThatThrownBy(() -> ThreatCards.open(index())).isInstanceOf(IndexException.class)
                .hasMessageContaining("newer version");
        assertThatThrownBy(() -> ThreatCards.build(index()).from(List.of(deck.toString())))
                .isInstanceOf(IndexException.class).hasMessageContaining("newer version");
        OlderIndex.write(index(), OlderIndex.CURRENT, false);
    }
}
