package dev.threatcards.deck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.NeedsRealDecks;
import dev.threatcards.RealDecks;
import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardIndex;
import dev.threatcards.result.LinkedCard;
import dev.threatcards.result.Resolution.Degree;

import static org.assertj.core.api.Assertions.assertThat;

/** Which cards of other collections share names with a card. The actors do not exist. */
final class LinkedCardsTest {

    @TempDir
    private Path folder;

    private static ActorCard card(String collection, String... names) {
        ActorCard.Builder card = ActorCard.builder(names[0]).uuid(uuid(collection, names[0])).collection(collection);
        for (String name : names) {
            card.name(name, "Acme");
        }
        return card.build();
    }

    private static UUID uuid(String collection, String name) {
        return TestCards.uuid(collection + name);
    }

    /** Of each linked card: collection, title, shared names, degree, and whether it is a conflict. */
    private static List<String> links(ThreatCards cards, UUID card) {
        return cards.linked(card).stream().map(link -> link.card().collection() + " " + link.card().name() + " "
                + link.names() + " " + link.degree().key() + (link.counterpart() ? "" : " conflict")).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // names of one card | names of a card of another collection | link
            "Blue Otter;TA-1        | TA1;Wet Otter          | B TA1 [TA-1] folded",
            "Blue Otter;TA-1        | Wet Otter;TA-1;BLUE_OTTER | B Wet Otter [Blue Otter, TA-1] folded",
            "Blue Otter             | Red Fox                | ",
            "Otter Group            | The Otter Team         | B The Otter Team [Otter Group] core",
            "Otter Group;Wet Paw    | Otter;wetpaw           | B Otter [Wet Paw] folded",
            "Blue Otter             | Blue Otter 2           | ", "TA 1                   | TA 11                  | ",
            "Blue Otter;X1          | Red Fox;X-1            | ",
            "Blue Otter, Sea Dog    | Sea Dog                | B Sea Dog [Sea Dog] folded"})
    void cardsOfTwoCollectionsAreLinkedByNames(String one, String other, String link) {
        ActorCard first = card("A", one.strip().split(";"));
        try (ThreatCards cards = ThreatCards.inMemory(List.of(first, card("B", other.strip().split(";"))))) {
            assertThat(links(cards, first.uuid())).isEqualTo(link == null ? List.of() : List.of(link));
        }
    }

    @Test
    void cardsOfOneCollectionAndCardsOfTwoKindsAreNotLinked() {
        ActorCard otter = card("A", "Blue Otter");
        ToolCard tool = ToolCard.builder("Blue Otter").collection("B").build();
        try (ThreatCards cards = ThreatCards.inMemory(List.of(otter, card("A", "Blue otter", "Wet Otter"), tool))) {
            assertThat(cards.linked(otter.uuid())).isEmpty();
            assertThat(cards.linked(tool.uuid())).isEmpty();
        }
    }

    @Test
    void toolsAreLinked() {
        ToolCard spade = ToolCard.builder("Spade").name("Spade", "").name("Shovel-X", "").collection("A").build();
        ToolCard shovel = ToolCard.builder("ShovelX").name("ShovelX", "").collection("B").build();
        try (ThreatCards cards = ThreatCards.inMemory(List.of(spade, shovel))) {
            assertThat(links(cards, spade.uuid())).containsExactly("B ShovelX [Shovel-X] folded");
        }
    }

    @Test
    void theCardsThatShareTheMostNamesWithEachOtherAreCounterpartsAndOtherLinksAreConflicts() {
        List<ActorCard> deck = List.of(card("A", "Blue Otter", "TA-1", "Wet Paw"), card("A", "Red Fox"),
                card("B", "Blue Otter", "TA-1"), card("B", "Wet Paw"), card("C", "TA 1", "Red Fox"));
        try (ThreatCards cards = ThreatCards.inMemory(deck)) {
            assertThat(links(cards, uuid("A", "Blue Otter"))).containsExactlyInAnyOrder(
                    "B Blue Otter [Blue Otter, TA-1] folded", "C TA 1 [TA-1] folded conflict",
                    "B Wet Paw [Wet Paw] folded conflict");
            assertThat(links(cards, uuid("B", "Blue Otter"))).containsExactlyInAnyOrder("C TA 1 [TA-1] folded",
                    "A Blue Otter [Blue Otter, TA-1] folded");
            assertThat(links(cards, uuid("B", "Wet Paw"))).containsExactly("A Blue Otter [Wet Paw] folded conflict");
            // C's card shares one name with each of two cards of A, and has the title of neither.
            assertThat(links(cards, uuid("A", "Red Fox"))).containsExactly("C TA 1 [Red Fox] folded conflict");
        }
    }

    @Test
    void ofCardsThatShareEquallyManyNamesTheOneWithTheSameTitleIsTheCounterpart() {
        List<ActorCard> deck = List.of(card("A", "Blue Otter, Sea Dog", "Blue Otter", "Sea Dog"),
                card("B", "BLUE OTTER", "Wet Paw"), card("B", "Sea Dog"));
        try (ThreatCards cards = ThreatCards.inMemory(deck)) {
            assertThat(links(cards, uuid("A", "Blue Otter, Sea Dog")))
                    .containsExactly("B BLUE OTTER [Blue Otter] folded", "B Sea Dog [Sea Dog] folded conflict");
        }
    }

    @Test
    void theNumberOfSharedNamesIsThatOfTheIndex() throws IOException {
        TestCards.write(folder, card("A", "Blue Otter", "TA-1"), card("B", "TA1", "Blue-Otter", "Wet Paw"));
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            LinkedCards linked = LinkedCards.of(snapshot.searcher());
            assertThat(linked.of(0)).containsExactly(new LinkedCards.Link(1, 2, Degree.FOLDED, true));
            assertThat(linked.of(0)).extracting(LinkedCards.Link::document).contains(1);
            assertThat(linked.areCounterparts(0, 1)).isTrue();
            assertThat(linked.of(0)).extracting(LinkedCards.Link::document).doesNotContain(0);
        }
    }

    @Test
    void aNameOfVeryManyCardsLinksNone() {
        List<Card> deck = new ArrayList<>();
        for (int i = 0; i <= CardLookup.FIRST; i++) {
            deck.add(card(i % 2 == 0 ? "A" : "B", "Otter no. " + i, "Blue Otter"));
        }
        try (ThreatCards cards = ThreatCards.inMemory(deck)) {
            assertThat(cards.linked(deck.getFirst().uuid())).isEmpty();
        }
    }

    @Test
    @NeedsRealDecks
    void cardsOfTheGalaxyAreLinkedWithThoseOfEtda() {
        ThreatCards.build(folder).from(List.of(RealDecks.groups(), RealDecks.galaxy().getFirst()));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            List<LinkedCard> linked = cards.linked(cards.cards("Sofacy").getFirst().uuid());
            assertThat(linked).filteredOn(LinkedCard::counterpart)
                    .extracting(link -> link.card().name() + " " + link.degree()).containsExactly("APT28 FOLDED");
            assertThat(linked.getFirst().names()).contains("APT 28", "Fancy Bear", "Forest Blizzard");
        }
    }
}
