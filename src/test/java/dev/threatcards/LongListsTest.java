package dev.threatcards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Related;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.Suggestion;
import dev.threatcards.result.ToolResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A list that is cut says how many there are, and none that an index gives can be changed. */
final class LongListsTest {

    private static ThreatCards sharing(int number) {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            cards.add(TestCards.actor("Panda " + i).alias("Shared Panda", "Acme").country("China").tools("DamBuster")
                    .card());
        }
        cards.add(TestCards.actor("Blue Otter").relation("overlaps", "Shared Panda").card());
        cards.add(TestCards.tool("DamBuster"));
        return ThreatCards.inMemory(cards);
    }

    @Test
    void cardsOfOneNameAreAllGiven() {
        try (ThreatCards cards = sharing(30)) {
            assertThat(cards.cards("Shared Panda")).hasSize(30);
            assertThat(cards.identify("Shared Panda").total()).isEqualTo(30);
            assertThat(cards.identifyTools("DamBuster").total()).isEqualTo(1);
            assertThat(cards.identify("nobody").total()).isZero();
            Resolution resolution = cards.resolve("Shared Panda");
            assertThat(resolution.meanings()).hasSize(30);
            assertThat(resolution.total()).isEqualTo(30);
        }
    }

    @Test
    void aSearchTellsHowManyShareTheNameBeyondThoseItLists() {
        try (ThreatCards cards = sharing(30)) {
            SearchAdvice guidance = cards.search(CardQuery.of("Shared Panda")).guidance();
            assertThat(guidance.sharing()).hasSize(20);
            assertThat(guidance.sharingTotal()).isEqualTo(30);
            assertThat(cards.search(CardQuery.of("Panda 7")).guidance().sharingTotal()).isZero();
        }
    }

    @Test
    void aRelationTellsHowManyCardsItMayMean() {
        try (ThreatCards cards = sharing(30)) {
            CardProfile profile = cards.profile(TestCards.uuid("Blue Otter")).orElseThrow();
            assertThat(profile.relationTotal()).isEqualTo(1);
            Related related = profile.relations().getFirst();
            assertThat(related.cards()).hasSize(20);
            assertThat(related.total()).isEqualTo(30);
            assertThat(related.ambiguous()).isTrue();
        }
    }

    @Test
    void beyondAThousandTheTotalTells() {
        try (ThreatCards cards = sharing(1_005)) {
            assertThat(cards.identify("Shared Panda").cards()).hasSize(1_000);
            assertThat(cards.identify("Shared Panda").total()).isEqualTo(1_005);
            assertThat(cards.resolve("Shared Panda").meanings()).hasSize(1_000);
            assertThat(cards.resolve("Shared Panda").total()).isEqualTo(1_005);
            assertThat(cards.search(CardQuery.of("Shared Panda")).guidance().sharingTotal()).isEqualTo(1_005);
        }
    }

    /** Fifty actors of fifty countries, each with a tool of its own and one that all have. */
    private static List<Card> various() {
        List<Card> cards = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            cards.add(TestCards.actor("Otter " + i).country("Country " + i).tools("Spade", "Tool " + i).card());
        }
        cards.add(TestCards.actor("Red Fox").country("Country 10", "Elsewhere")
                .tools(IntStream.range(11, 20).mapToObj(i -> "Tool " + i).toArray(String[]::new)).card());
        cards.add(TestCards.tool("Spade"));
        return cards;
    }

    @ParameterizedTest
    @CsvSource({"'', '', 10, 51", "fox, '', 10, 2", "fox, '', 1, 2", "otter, '', 10, 50", "otter, '', 0, 50",
            "otter, '', 100, 50", "'', else, 10, 1", "'', country, 3, 50", "nobody, '', 10, 0"})
    void aFacetTellsHowManyValuesItHasBeyondThoseItLists(String text, String prefix, int size, int total) {
        try (ThreatCards cards = ThreatCards.inMemory(various())) {
            CardQuery query = CardQuery.of(text).facets(Set.of(Facet.COUNTRY), size);
            FacetValues values = cards.facetValues(Facet.COUNTRY, prefix, query);
            assertThat(values.total()).isEqualTo(total);
            assertThat(values.values()).hasSize(Math.min(size, total))
                    .isEqualTo(cards.facet(Facet.COUNTRY, prefix, query));
            if (prefix.isEmpty()) {
                SearchResult result = cards.search(query);
                assertThat(result.facets()).containsEntry(Facet.COUNTRY, values.values());
                assertThat(result.facetTotals()).isEqualTo(Map.of(Facet.COUNTRY, total));
            }
        }
    }

    /** A value that is chosen is listed in any case, and counts once. */
    @Test
    void aValueThatIsChosenCountsOnce() {
        try (ThreatCards cards = ThreatCards.inMemory(various())) {
            CardQuery query = CardQuery.all().with(Facet.COUNTRY, "Country 59").with(Facet.COUNTRY, "Atlantis")
                    .facets(Set.of(Facet.COUNTRY, Facet.TOOL), 5);
            SearchResult result = cards.search(query);
            assertThat(result.facets().get(Facet.COUNTRY)).hasSize(7);
            assertThat(result.facetTotals()).isEqualTo(Map.of(Facet.COUNTRY, 52, Facet.TOOL, 2));
        }
    }

    @Test
    void toolsTellHowManyValuesAFacetHas() {
        try (ThreatCards cards = ThreatCards.inMemory(various())) {
            ToolResult tools = cards.tools(CardQuery.all().facets(Set.of(Facet.COLLECTION), 0));
            assertThat(tools.facets().get(Facet.COLLECTION)).isEmpty();
            assertThat(tools.facetTotals()).isEqualTo(Map.of(Facet.COLLECTION, 1));
            assertThat(cards.toolFacetValues(Facet.COLLECTION, "", CardQuery.all()).total()).isEqualTo(1);
        }
    }

    @Test
    void similarCardsAndSuggestionsTellHowManyThereAre() {
        try (ThreatCards cards = ThreatCards.inMemory(various())) {
            SimilarCard.Found similar = cards.similarCards(TestCards.uuid("Red Fox"), 5);
            assertThat(similar.cards()).hasSize(5).isEqualTo(cards.similar(TestCards.uuid("Red Fox"), 5));
            assertThat(similar.total()).isEqualTo(9);
            Suggestion.Found suggestions = cards.suggestions("otter", 5);
            assertThat(suggestions.suggestions()).hasSize(5).isEqualTo(cards.suggest("otter", 5));
            assertThat(suggestions.total()).isEqualTo(50);
            assertThat(cards.suggestions("nobody", 5).total()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"word, 64, 0, 0", "word, 65, 1, 0", "word, 76, 12, 0", "-word, 65, 1, 0", "wo*, 8, 0, 0",
            "wo*, 10, 0, 2", "wo*, 72, 8, 56"})
    void aSearchTellsWhatOfItsTextItDidNotSearchFor(String word, int times, int words, int prefixes) {
        try (ThreatCards cards = sharing(1)) {
            for (int size : new int[]{10, 0}) {
                SearchAdvice guidance = cards.search(CardQuery.of((word + " ").repeat(times)).page(1, size)).guidance();
                assertThat(guidance.unreadWords()).isEqualTo(words);
                assertThat(guidance.unreadPrefixes()).isEqualTo(prefixes);
            }
        }
    }

    @Test
    void offersAndReasonsTellHowManyThereAre() {
        List<Card> deck = new ArrayList<>();
        String[] tools = new String[10];
        for (int i = 0; i < tools.length; i++) {
            tools[i] = "Spade" + (char) ('a' + i);
        }
        deck.add(TestCards.actor("Blue Otter").tools(tools).card());
        try (ThreatCards cards = ThreatCards.inMemory(deck)) {
            SearchResult result = cards.search(CardQuery.of(String.join(" ", tools)));
            assertThat(result.guidance().understood()).hasSize(6);
            assertThat(result.guidance().understoodTotal()).isEqualTo(10);
            assertThat(result.hits().getFirst().matched()).hasSize(6);
            assertThat(result.hits().getFirst().matchedTotal()).isEqualTo(10);
        }
    }

    @Test
    void waysOutTellHowManyThereAre() {
        List<String> tools = IntStream.range(10, 20).mapToObj(i -> "Spade" + i).toList();
        List<Card> deck = new ArrayList<>();
        CardQuery query = CardQuery.all();
        for (String tool : tools) {
            deck.add(TestCards.actor("No " + tool)
                    .tools(tools.stream().filter(other -> !other.equals(tool)).toArray(String[]::new)).card());
            query = query.with(Facet.TOOL, Filters.Mode.ALL, tool);
        }
        try (ThreatCards cards = ThreatCards.inMemory(deck)) {
            SearchAdvice guidance = cards.search(query).guidance();
            assertThat(guidance.ways()).hasSize(8);
            assertThat(guidance.waysTotal()).isEqualTo(10);
        }
    }

    /** What is asked for often is kept, and given to everybody. */
    @Test
    void whatOneCallerDoesToAnAnswerNobodyElseSees() {
        try (ThreatCards cards = sharing(5)) {
            CardQuery query = CardQuery.of("Shared Panda");
            for (int turn = 0; turn < 3; turn++) {
                SearchResult result = cards.search(query);
                assertThat(result.hits()).hasSize(5);
                requireUnmodifiable(result.hits());
                requireUnmodifiable(result.facets());
                result.facets().values().forEach(LongListsTest::requireUnmodifiable);
                result.hits().forEach(hit -> requireUnmodifiable(hit.matched()));
                result.hits().forEach(hit -> requireUnmodifiable(hit.highlights()));
                requireUnmodifiable(result.guidance().sharing());
                ToolResult tools = cards.tools(CardQuery.of("dambuster"));
                assertThat(tools.hits()).hasSize(1);
                requireUnmodifiable(tools.hits());
                requireUnmodifiable(tools.facets());
                requireUnmodifiable(tools.users());
                tools.users().values().forEach(LongListsTest::requireUnmodifiable);
                requireUnmodifiable(cards.inspect().sharedNames());
                requireUnmodifiable(cards.inspect().unknownKeys());
                requireUnmodifiable(cards.facet(Facet.COUNTRY, "", query));
                requireUnmodifiable(cards.cards("Shared Panda"));
                requireUnmodifiable(cards.suggest("panda", 5));
                requireUnmodifiable(cards.similar(TestCards.uuid("Panda 1"), 5));
                requireUnmodifiable(cards.scan("Shared Panda"));
                requireUnmodifiable(cards.users(TestCards.uuid("DamBuster")));
                requireUnmodifiable(cards.landscape(CardQuery.all()).landscape().tools());
                requireUnmodifiable(query.with(Facet.COUNTRY, "China").filters().choices());
            }
        }
    }

    private static void requireUnmodifiable(Collection<?> collection) {
        assertThatThrownBy(collection::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void requireUnmodifiable(Map<?, ?> map) {
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
