package dev.threatcards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.DeckReport.DeckContent;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Related;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** ETDA's encyclopedia in all its forms, MISP's galaxy and MITRE's bundle, ingested together. */
@NeedsRealDecks
final class EveryFormTest {

    @TempDir
    private static Path folder;

    @AutoClose
    private static ThreatCards cards;
    private static Content all;

    @BeforeAll
    static void open() {
        cards = ThreatCards.open(RealDecks.indexOfAll());
        all = content(cards);
    }

    /** Everything that an index holds. */
    private record Content(Map<UUID, MergedCard> cards, Provenance provenance) {
    }

    private static Content content(ThreatCards index) {
        Map<UUID, MergedCard> all = new TreeMap<>();
        CardQuery every = CardQuery.all().without(Facet.COLLECTION, "none").with(Facet.EDITION, Filters.ANY_EDITION)
                .facets(Set.of(), 0);
        for (int page = 1; page <= 30; page++) {
            Stream.concat(index.search(every.page(page, 100)).hits().stream().map(hit -> hit.card().uuid()),
                    index.tools(every.page(page, 100)).hits().stream().map(hit -> hit.card().uuid()))
                    .forEach(uuid -> all.put(uuid, index.cards(uuid.toString()).getFirst()));
        }
        return new Content(all, index.provenance());
    }

    private static MergedCard card(String name) {
        List<MergedCard> found = cards.cards(name);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<Related> relations(String name) {
        return cards.profile(card(name).uuid()).orElseThrow().relations();
    }

    @Test
    void theOrderOfTheSourcesIsOfNoConsequence() {
        assertThat(all.cards()).hasSize(cards.provenance().actors() + cards.provenance().tools());
        for (int seed = 1; seed <= 2; seed++) {
            List<String> sources = new ArrayList<>(RealDecks.all());
            Collections.shuffle(sources, new Random(seed));
            Path index = folder.resolve("shuffled" + seed);
            ThreatCards.build(index).from(sources);
            try (ThreatCards shuffled = ThreatCards.open(index)) {
                assertThat(content(shuffled)).as(sources.toString()).isEqualTo(all);
            }
        }
    }

    @Test
    void oneRunASourceGivesTheSameCardsAsAllInOne() {
        Path index = folder.resolve("one by one");
        RealDecks.all().forEach(source -> ThreatCards.build(index).from(List.of(source)));
        try (ThreatCards oneByOne = ThreatCards.open(index)) {
            assertThat(content(oneByOne).cards()).isEqualTo(all.cards());
            assertThat(oneByOne.provenance().decks()).isEqualTo(cards.provenance().decks());
        }
    }

    @Test
    void whatTheListPageStatesIsWhatIsCounted() {
        DeckContent list = cards.inspect().decks().stream().filter(deck -> deck.deck().form().equals("list page"))
                .findFirst().orElseThrow();
        assertThat(list.deck().statement()).isEqualTo("504 groups listed (416 APT, 54 other, 34 unknown)");
        assertThat(list.actors()).isEqualTo(504);
        assertThat(list.categories()).isEqualTo(Map.of("APT", 416, "Other", 54, "Unknown", 34));
        assertThat(list.subgroups()).isEqualTo(14);
        assertThat(list.deck().date().isoFrom()).isEqualTo("2025-08-16");
    }

    @Test
    void aCardHasItsFieldsFromWhoKnowsThem() {
        MergedCard safe = card("Safe");
        assertThat(safe.sources()).extracting(source -> source.deck().form()).containsExactly("ETDA JSON",
                "archived text", "MISP cluster", "list page");
        ActorCard actor = (ActorCard) safe.card();
        assertThat(actor.names()).containsExactly(new Name("Safe", "Trend Micro"));
        assertThat(safe.origin(Field.NAMES).map(Deck::form)).contains("ETDA JSON");
        assertThat(actor.category()).isEqualTo("APT");
        assertThat(safe.origin(Field.CATEGORY).map(Deck::form)).contains("list page");
        assertThat(actor.observed().text()).isEqualTo("2013");
        assertThat(actor.relations()).isNotEmpty().extracting(relation -> relation.type()).contains("uses");
    }

    @Test
    void subgroupsShowTheGroupThatTheyArePartsOf() {
        CardProfile subgroup = cards.profile(card("Earth Longzhi").uuid()).orElseThrow();
        assertThat(subgroup.parent()).isPresent();
        CardProfile parent = cards.profile(subgroup.parent().get().uuid()).orElseThrow();
        assertThat(parent.subgroups()).extracting(card -> card.name()).contains("Earth Longzhi");
    }

    @Test
    void theDefaultSearchIsOfEtdasCards() {
        SearchResult all = cards.search(CardQuery.all());
        assertThat(all.hits()).allMatch(hit -> hit.card().collection().equals(Deck.ETDA));
        assertThat(all.provenance().license()).isEqualTo("CC BY-NC-SA 4.0");
        Map<String, Integer> collections = new TreeMap<>();
        for (FacetValue value : all.facets().get(Facet.COLLECTION)) {
            collections.put(value.value(), value.count());
            assertThat(cards.search(CardQuery.all().with(Facet.COLLECTION, value.value())).total())
                    .isEqualTo(value.count());
        }
        assertThat(collections).containsEntry("ETDA", all.total()).containsEntry("MISP galaxy", 1041)
                .containsEntry("MITRE ATT&CK", 14);
        // Two groups of the ICS matrix are revoked or deprecated.
        assertThat(cards
                .search(CardQuery.all().with(Facet.COLLECTION, "MITRE ATT&CK").with(Facet.EDITION, Filters.ANY_EDITION))
                .total()).isEqualTo(16);
    }

    @Test
    void aCountOfACollectionIsTheTotalThatItGivesWhateverTheText() {
        for (String text : List.of("fancy bear", "forrest blizard", "wiper ukraine energy", "zzzz", "Mimikatz bank",
                "iranian groups telecommunications")) {
            SearchResult found = cards.search(CardQuery.of(text));
            for (FacetValue value : found.facets().get(Facet.COLLECTION)) {
                assertThat(cards.search(CardQuery.of(text).with(Facet.COLLECTION, value.value())).total())
                        .as(text + " in " + value.value()).isEqualTo(value.count());
            }
        }
    }

    @Test
    void cardsOfDifferentCollectionsAreLinkedWhereNamesMeetAndNeverMerged() {
        List<Related> same = relations("Sofacy").stream().filter(related -> related.type().equals(Related.SAME_NAME))
                .toList();
        assertThat(same).extracting(related -> related.cards().getFirst().collection()).contains("MISP galaxy");
        assertThat(same).allSatisfy(related -> assertThat(related.reason()).startsWith("both are called "));
        assertThat(card("Sofacy").sources()).extracting(source -> source.deck().collection()).containsOnly(Deck.ETDA);
    }

    @Test
    void namesOfTheGalaxyHaveTheirGiversByName() {
        SearchResult galaxy = cards.search(CardQuery.all().with(Facet.COLLECTION, "MISP galaxy"));
        assertThat(galaxy.facets().get(Facet.GIVER)).extracting(FacetValue::value).contains("Microsoft", "CrowdStrike")
                .noneMatch(giver -> giver.matches("[0-9a-f-]{36}"));
    }

    @Test
    void aToolKnowsWhoUsesItAndItsOtherNamesLeadToThem() {
        MergedCard tool = cards.toolCards("SPLM").getFirst();
        assertThat(tool.card().name()).isEqualTo("X-Agent");
        assertThat(cards.profile(tool.uuid()).orElseThrow().users()).extracting(user -> user.name())
                .anyMatch(name -> name.contains("Sofacy"));
        assertThat(cards.search(CardQuery.of("SPLM")).hits().getFirst().card().name()).contains("Sofacy");
        assertThat(cards.tools(CardQuery.of("SPLM")).hits().getFirst().card().name()).isEqualTo("X-Agent");
    }

    @Test
    void everyDateButTheEmptyOneIsRead() {
        assertThat(cards.inspect().unreadableDates()).singleElement()
                .satisfies(date -> assertThat(date.text()).isEmpty());
    }

    @Test
    void everyLinkInATextLeadsToACard() {
        assertThat(cards.inspect().deadReferences()).noneMatch(dead -> dead.type().equals(Related.MENTIONS));
    }

    @Test
    void theNamesThatActorsOfTheEncyclopediaShareAreTold() {
        assertThat(cards.inspect().sharedNames().stream()
                .filter(name -> name.cards().getFirst().collection().equals(Deck.ETDA))
                .map(name -> name.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")))
                .contains("grizzlysteppe", "monsoon", "apt9", "iridium", "g0093");
    }
}
