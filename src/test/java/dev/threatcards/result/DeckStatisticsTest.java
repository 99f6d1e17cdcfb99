package dev.threatcards.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.DeckStatistics.Count;
import dev.threatcards.result.DeckStatistics.Grid;
import dev.threatcards.result.DeckStatistics.Pair;
import dev.threatcards.result.DeckStatistics.Rarity;
import dev.threatcards.result.DeckStatistics.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** What some cards look like, against searches and against counts made pair by pair. */
final class DeckStatisticsTest {

    private static final List<String> VALUES = List.of("alpha", "beta", "gamma", "delta", "epsilon");

    @TempDir
    private Path folder;

    @RepeatedTest(5)
    void eachNumberIsTheTotalOfTheSearchForIt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Card> deck = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            deck.add(TestCards.actor("Actor " + i).country(some(random)).targets(some(random)).sectors(some(random))
                    .tools(some(random)).operation(TestCards.year(2010 + random.nextInt(5)), "Breach")
                    .description(random.nextBoolean() ? "wiper" : "").card());
        }
        TestCards.write(folder, deck.toArray(Card[]::new));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            for (CardQuery query : List.of(CardQuery.all(), CardQuery.of("wiper"),
                    CardQuery.of("wiper").with(Facet.COUNTRY, "alpha").with(Facet.COUNTRY, "beta"),
                    CardQuery.all().with(Facet.TARGET, "gamma").without(Facet.SECTOR, "delta"),
                    CardQuery.all().withAll(Facet.TOOL, "alpha").with(Facet.ACTIVE, "2012"))) {
                DeckStatistics landscape = cards.landscape(query).landscape();
                assertThat(landscape.totals().actors()).isEqualTo(total(query, cards));
                holds(landscape.origins(), query, cards);
                holds(landscape.sectors(), query, cards);
                landscape.tools().forEach(
                        tool -> assertThat(tool.cards()).isEqualTo(total(query, Facet.TOOL, tool.value(), cards)));
            }
        }
    }

    private static void holds(Grid grid, CardQuery query, ThreatCards cards) {
        for (Row row : grid.rows()) {
            assertThat(row.cards()).isPositive().isEqualTo(total(query, grid.row(), row.value(), cards));
            CardQuery ofRow = query.with(grid.row(), Mode.ALL, row.value());
            for (Count column : grid.columns()) {
                assertThat(row.with(column.value())).as("%s, %s of %s", row.value(), column.value(), query)
                        .isEqualTo(total(ofRow, grid.column(), column.value(), cards));
            }
        }
        grid.columns().forEach(
                column -> assertThat(column.cards()).isEqualTo(total(query, grid.column(), column.value(), cards)));
        assertThat(grid.rows()).extracting(Row::cards).isSortedAccordingTo((one, other) -> other - one);
    }

    private static int total(CardQuery query, Facet facet, String value, ThreatCards cards) {
        return total(query.with(facet, Mode.ALL, value), cards);
    }

    private static int total(CardQuery query, ThreatCards cards) {
        return cards.search(query).total();
    }

    private static String[] some(Random random) {
        Set<String> some = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(VALUES.get(random.nextInt(VALUES.size())));
        }
        return some.toArray(String[]::new);
    }

    @Test
    void actorsThatShareRareToolsArePairsTheClosestFirst() {
        List<Card> deck = new ArrayList<>(
                List.of(TestCards.actor("Blue Otter").tools("Spade", "Rake", "Hammer", "Alone").card(),
                        TestCards.actor("Red Fox").tools("Rake", "Spade", "Hammer").card(),
                        TestCards.actor("Grey Vole").country("Chile").tools("Rake", "Hammer").card(),
                        TestCards.actor("Far Away").of("Elsewhere").tools("Spade", "Alone").card()));
        for (int i = 0; i < CardProfile.UsedTool.RARE; i++) {
            deck.add(TestCards.actor("Other " + i).country("Chile").tools("Hammer").card());
        }
        TestCards.write(folder, deck.toArray(Card[]::new));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            CardQuery here = CardQuery.all().with(Facet.COLLECTION, TestCards.DECK.collection());
            DeckStatistics landscape = cards.landscape(here).landscape();
            assertThat(landscape.pairs()).containsExactly(
                    pair("Blue Otter", "Red Fox", new Count("Spade", 2), new Count("Rake", 3)),
                    pair("Blue Otter", "Grey Vole", new Count("Rake", 3)),
                    pair("Grey Vole", "Red Fox", new Count("Rake", 3)));
            assertThat(landscape.rarity()).containsExactly(new Rarity(1, 1, List.of(new Count("Alone", 1))),
                    new Rarity(2, 2, List.of(new Count("Spade", 2))), new Rarity(3, 3, List.of(new Count("Rake", 3))),
                    new Rarity(5, 9, List.of(new Count("Hammer", 7))));
            // Of those in Chile one alone uses the rake: how rare a tool is, all actors decide.
            assertThat(cards.landscape(here.with(Facet.COUNTRY, "Chile")).landscape().pairs()).isEmpty();
            assertThat(cards.landscape(CardQuery.of("nobody at all")).landscape().totals().actors()).isZero();
        }
    }

    private static Pair pair(String one, String other, Count... tools) {
        return new Pair(reference(one), reference(other), List.of(tools));
    }

    private static CardReference reference(String name) {
        ActorCard card = TestCards.actor(name).card();
        return CardReference.of(card);
    }

    @Test
    void itIsOfTheCommitThatIsSearched() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card());
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.landscape(CardQuery.all()).landscape().totals().actors()).isEqualTo(1);
        }
        TestCards.write(folder, TestCards.actor("Red Fox").card());
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.landscape(CardQuery.all()).landscape().totals().actors()).isEqualTo(2);
            assertThat(cards.landscape(CardQuery.all()).landscape())
                    .isSameAs(cards.landscape(CardQuery.all()).landscape());
        }
    }
}
