package dev.threatcards;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Hit;

import static org.assertj.core.api.Assertions.assertThat;

/** The deck that comes with the program. */
final class StarterDeckTest {

    @TempDir
    private Path folder;

    @Test
    void itIsIndexedWithoutARejectAndCoversTheField() {
        IngestReport report = ThreatCards.build(folder).fromStarterDeck();
        assertThat(report.rejects()).isEmpty();
        assertThat(report.added()).isGreaterThanOrEqualTo(60);
        try (ThreatCards cards = ThreatCards.open(folder)) {
            SearchResult all = cards.search(CardQuery.all().page(1, 100).facets(java.util.Set.of(Facet.values()), 100));
            assertThat(all.facets().get(Facet.COUNTRY)).hasSizeGreaterThanOrEqualTo(12);
            assertThat(all.facets().get(Facet.MOTIVATION)).extracting(FacetValue::value).containsExactlyInAnyOrder(
                    "Information theft and espionage", "Financial gain", "Financial crime", "Sabotage and destruction");
            assertThat(all.hits()).extracting(Hit::card).allSatisfy(StarterDeckTest::isWhole);
            assertThat(cards.search(CardQuery.of("Office 0-day China")).hits().getFirst().card().name())
                    .isEqualTo("Safe");
            assertThat(cards.provenance().license()).isEqualTo("Apache-2.0");
        }
    }

    private static void isWhole(ActorCard card) {
        assertThat(card.names()).as(card.name()).isNotEmpty().allMatch(name -> !name.giver().isEmpty());
        assertThat(card.country()).as(card.name()).isNotEmpty();
        assertThat(card.description()).as(card.name()).hasSizeGreaterThan(100);
        assertThat(Stream.concat(card.information().stream(),
                card.operations().stream().flatMap(activity -> activity.links().stream()))).as(card.name())
                .isNotEmpty();
        assertThat(card.firstSeen().isKnown()).as(card.name()).isTrue();
        assertThat(card.lastChange().isKnown()).as(card.name()).isTrue();
        assertThat(card.unknown()).as(card.name()).isEmpty();
        assertThat(card.operations()).as(card.name()).allMatch(activity -> activity.date().isKnown());
    }
}
