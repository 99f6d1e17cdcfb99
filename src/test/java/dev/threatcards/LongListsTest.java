package dev.threatcards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.search.Guidance;
import dev.threatcards.search.Related;
import dev.threatcards.search.Resolution;

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
            Guidance guidance = cards.search(CardQuery.of("Shared Panda")).guidance();
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
