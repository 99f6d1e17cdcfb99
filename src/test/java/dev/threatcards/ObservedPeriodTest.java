package dev.threatcards;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Order;
import dev.threatcards.result.FacetValue;

import static org.assertj.core.api.Assertions.assertThat;

/** An actor is active from when it was first seen to when it was last seen, in whatever form a source says so. The actors do not exist. */
final class ObservedPeriodTest {

    private static final String BUNDLE = """
            {"type": "bundle", "id": "bundle--1", "objects": [
             {"type": "intrusion-set", "id": "intrusion-set--7a1d0f60-0000-4000-8000-0000000000b1", "name": "Gravel Heron",
              "first_seen": "2020-11-03T00:00:00Z", "last_seen": "2022-02-09T00:00:00Z"},
             {"type": "intrusion-set", "id": "intrusion-set--7a1d0f60-0000-4000-8000-0000000000b2", "name": "Reed Bittern",
              "first_seen": "2020-11-03T00:00:00Z"}]}
            """;

    private static final String DECK = """
            {"source": "An encyclopedia", "last-db-change": "2024-08-27", "values": [
             {"actor": "Blue Otter", "uuid": "7a1d0f60-0000-4000-8000-0000000000b3", "names": [{"name": "Blue Otter"}],
              "observed": "2019-Jun 2021", "operations": [{"date": "2020-03", "activity": "A dive."}]},
             {"actor": "Grey Vole", "uuid": "7a1d0f60-0000-4000-8000-0000000000b4", "names": [{"name": "Grey Vole"}],
              "observed": "2018", "operations": [{"date": "2021-12", "activity": "A dig."}]}]}
            """;

    @TempDir
    private static Path folder;

    private static Path index;

    @BeforeAll
    static void ingest() throws IOException {
        index = folder.resolve("index");
        ThreatCards.build(index).from(List.of(Files.writeString(folder.resolve("herons.json"), BUNDLE).toString(),
                Files.writeString(folder.resolve("deck.json"), DECK).toString()));
    }

    private static CardQuery everywhere() {
        return CardQuery.all().without(Facet.COLLECTION, "none");
    }

    private static List<String> names(Path from, CardQuery query) {
        try (ThreatCards cards = ThreatCards.open(from)) {
            return cards.search(query).hits().stream().map(hit -> hit.card().name()).toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "", textBlock = """
            2018-01-01 | 2018-12-31 | Grey Vole
            2019-01-01 | 2020-02-29 | Blue Otter
            2020-03-01 | 2020-12-31 | Blue Otter, Gravel Heron
            2021-01-01 | 2022-12-31 | Blue Otter, Gravel Heron, Grey Vole
            2021-07-01 | 2021-07-31 | Gravel Heron
            2022-03-01 | 2023-12-31 |
            """)
    void everyPartOfThePeriodIsFound(LocalDate from, LocalDate to, String found) {
        assertThat(String.join(", ", names(index, everywhere().between(Facet.ACTIVE, from, to))))
                .isEqualTo(found == null ? "" : found);
    }

    @Test
    void everyYearOfThePeriodIsCounted() {
        try (ThreatCards cards = ThreatCards.open(index)) {
            List<FacetValue> years = cards.search(everywhere()).facets().get(Facet.ACTIVE);
            assertThat(years).extracting(year -> year.value() + ": " + year.count())
                    .containsExactlyInAnyOrder("2018: 1", "2019: 1", "2020: 2", "2021: 3", "2022: 1");
            for (FacetValue year : years) {
                assertThat(cards.search(everywhere().with(Facet.ACTIVE, year.value())).total()).isEqualTo(year.count());
            }
        }
    }

    @Test
    void theEndOfThePeriodIsWhenAnActorWasLastActive() {
        CardQuery newest = everywhere().orderedBy(new Order(Order.Key.LAST_ACTIVE, true));
        assertThat(names(index, newest)).containsExactly("Gravel Heron", "Grey Vole", "Blue Otter", "Reed Bittern");
        try (ThreatCards cards = ThreatCards.open(index)) {
            assertThat(cards.search(newest).hits()).extracting(hit -> hit.card().lastActive().text())
                    .containsExactly("Feb 2022", "2021-12", "Jun 2021", "");
        }
    }

    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, names = {"JSON", "NDJSON", "CSV_LONG", "STIX"})
    void anExportBringsThePeriodBack(ExportFormat format) throws IOException {
        Path export = folder.resolve("export." + format.key());
        try (ThreatCards cards = ThreatCards.open(index); OutputStream out = Files.newOutputStream(export)) {
            cards.export(new CardSelection.Matching(everywhere(), Set.of(Kind.ACTOR)), format, out);
        }
        Path back = folder.resolve("back " + format.key());
        ThreatCards.build(back).from(List.of(export.toString()));
        CardQuery summer = everywhere().between(Facet.ACTIVE, LocalDate.of(2021, 7, 1), LocalDate.of(2021, 7, 31));
        assertThat(names(back, summer)).containsExactly("Gravel Heron");
    }
}
