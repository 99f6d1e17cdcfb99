package dev.threatcards;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.Facet;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** From the files to the first search, on ETDA's own decks. */
@NeedsRealDecks
final class RealDeckTest {

    @TempDir
    private Path folder;

    @Test
    void theWholeDeckIsSearched() {
        IngestReport report = ThreatCards.build(folder).from(List.of(RealDecks.groups(), RealDecks.tools()));
        assertThat(report.added()).isEqualTo(483 + 2121);
        assertThat(report.rejects()).isEmpty();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.search(CardQuery.all()).total()).isEqualTo(483);
            assertThat(cards.search(CardQuery.of("Office 0-day China")).hits().getFirst().card().name())
                    .isEqualTo("Safe");
            assertThat(cards.provenance().date()).isEqualTo("2024-08-27");
            assertThat(cards.provenance().license()).isEqualTo("CC BY-NC-SA 4.0");
        }
        IngestReport again = ThreatCards.build(folder).from(List.of(RealDecks.groups(), RealDecks.tools()));
        assertThat(again.unchanged()).isEqualTo(483 + 2121);
    }

    @Test
    void theSeedAloneIsFoundByItsProseToolWhichIsNoFacetValue() {
        ThreatCards.build(folder).from(List.of(RealDecks.safe()));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            SearchResult result = cards.search(CardQuery.of("office exploit"));
            assertThat(result.hits()).singleElement().satisfies(hit -> assertThat(hit.card().name()).isEqualTo("Safe"));
            assertThat(result.facets().get(Facet.TOOL)).extracting(FacetValue::value).contains("UPXShell")
                    .noneMatch(value -> value.contains("0-day"));
        }
    }
}
