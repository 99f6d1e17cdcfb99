package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.ingest.IngestReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Invented decks: the same each time, in a form that is read, and like the encyclopedia in numbers. */
final class SyntheticDeckTest {

    private static byte[] written(int size, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SyntheticDeck.of(size, seed).write(out);
        return out.toByteArray();
    }

    @Test
    void aSeedAlwaysMakesTheSameDeckAndALargerOneBeginsWithIt() throws IOException {
        assertThat(written(40, 3)).isEqualTo(written(40, 3)).isNotEqualTo(written(40, 4));
        assertThat(SyntheticDeck.of(60, 3).cards().limit(40))
                .containsExactlyElementsOf(SyntheticDeck.of(40, 3).cards().toList());
        assertThatThrownBy(() -> SyntheticDeck.of(-1, 3)).hasMessageContaining("-1");
    }

    @Test
    void whatIsWrittenIsReadAsItWas(@TempDir Path folder) throws IOException {
        Path deck = Files.write(folder.resolve("deck.json"), written(50, 1));
        IngestReport report = ThreatCards.build(folder.resolve("index")).from(List.of(deck.toString()));
        assertThat(report.rejects()).isEmpty();
        assertThat(report.provenance().actors()).isEqualTo(50);
        assertThat(report.provenance().license()).isEqualTo("Apache-2.0");
        try (ThreatCards cards = ThreatCards.open(folder.resolve("index"))) {
            SyntheticDeck.of(50, 1).cards().forEach(card -> assertThat(cards.cards(card.uuid().toString()))
                    .singleElement().satisfies(found -> assertThat(found.card()).isEqualTo(card)));
        }
    }

    private static double average(List<ActorCard> cards, Facet facet) {
        return cards.stream().mapToInt(card -> facet.values(card).size()).average().orElse(0);
    }

    /** The numbers are those of ETDA's export of August 2024. */
    @Test
    void itIsLikeTheEncyclopediaInNumbers() {
        List<ActorCard> cards = SyntheticDeck.of(4_000, 1).cards().toList();
        assertThat(average(cards, Facet.COUNTRY)).isBetween(0.95, 1.05);
        assertThat(average(cards, Facet.SECTOR)).isBetween(2.2, 3.6);
        assertThat(average(cards, Facet.TARGET)).isBetween(5.5, 8.5);
        assertThat(average(cards, Facet.TOOL)).isBetween(5.0, 7.5);
        assertThat(cards.stream().flatMap(card -> Facet.TOOL.values(card).stream()).distinct().count())
                .isBetween(1_700L, 2_007L);
        assertThat(cards.stream().mapToInt(card -> card.description().length()).average().orElse(0)).isBetween(850.0,
                1_150.0);
        List<Long> countries = cards.stream().flatMap(card -> card.country().stream())
                .collect(Collectors.groupingBy(country -> country, Collectors.counting())).values().stream()
                .sorted(Comparator.reverseOrder()).toList();
        // A third of the encyclopedia's actors are from the country that most are from.
        assertThat(countries.getFirst()).isBetween(cards.size() / 4L, cards.size() / 2L);
        assertThat(Stream.of(cards.getFirst(), cards.getLast()).map(ActorCard::name)).doesNotHaveDuplicates();
    }
}
