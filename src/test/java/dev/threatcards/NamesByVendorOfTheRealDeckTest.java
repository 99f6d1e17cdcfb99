package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Name;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Order;
import dev.threatcards.result.Crosswalk;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.NameTable.GivenName;

import static org.assertj.core.api.Assertions.assertThat;

/** Vendors' names on ETDA's own decks, with the MISP galaxy beside. */
@NeedsRealDecks
final class NamesByVendorOfTheRealDeckTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void ingest() {
        ThreatCards.build(folder).from(
                Stream.concat(Stream.of(RealDecks.groups(), RealDecks.tools()), RealDecks.galaxy().stream()).toList());
        cards = ThreatCards.open(folder);
    }

    @ParameterizedTest
    @CsvSource({"Forest Blizzard,CrowdStrike,Fancy Bear", "APT28,Microsoft,Strontium;Forest Blizzard",
            "Cozy Bear,mandiant,APT 29;UNC3524", "Wizard Spider,secureworks,Gold Blackburn",
            "Volt Typhoon,CrowdStrike,Vanguard Panda"})
    void aVendorsNameIsTranslated(String name, String giver, String names) {
        assertThat(cards.translate(name, giver).cards().getFirst().names()).extracting(GivenName::name)
                .containsAll(List.of(names.split(";")));
    }

    @Test
    void theTableHasEachNameOfEachCard() {
        List<String> givers = List.of("Microsoft", "CrowdStrike", "Mandiant", "Secureworks");
        Set<String> keys = Set.of("microsoft", "crowdstrike", "mandiant", "secureworks");
        for (int page = 1; page <= 5; page++) {
            CardQuery query = CardQuery.all().orderedBy(Order.of("name")).page(page, 100);
            for (NameTable.Row row : cards.nameTable(query, givers).rows()) {
                ActorCard card = (ActorCard) cards.cards(row.card().uuid().toString()).getFirst().card();
                assertThat(row.names().values().stream().flatMap(List::stream).map(GivenName::name)
                        .map(name -> name.replaceAll("[^\\p{L}\\p{N}]", "")).collect(Collectors.toSet()))
                        .containsAll(card.names().stream()
                                .filter(name -> keys.contains(name.giver().toLowerCase(Locale.ROOT))).map(Name::name)
                                .map(name -> name.replaceAll("[^\\p{L}\\p{N}]", "")).toList());
            }
        }
    }

    @Test
    void fourVendorsAreExported() throws IOException {
        List<String> givers = List.of("Microsoft", "CrowdStrike", "Mandiant", "Kaspersky");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(cards.exportNames(CardQuery.all(), givers, out))
                .isEqualTo(cards.nameTable(CardQuery.all(), givers).total()).isGreaterThan(200);
    }

    @Test
    void mostCardsOfTheEncyclopediaHaveACounterpartInTheGalaxy() {
        int actors = 0;
        int linked = 0;
        for (int page = 1; page <= 5; page++) {
            for (Crosswalk.Row row : cards.crosswalk(CardQuery.all().page(page, 100), Set.of(Kind.ACTOR)).rows()) {
                actors++;
                linked += row.ids().misp().size();
                assertThat(row.ids().misp().size()).as(row.card().name()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(linked / (double) actors).isGreaterThan(0.75);
    }
}
