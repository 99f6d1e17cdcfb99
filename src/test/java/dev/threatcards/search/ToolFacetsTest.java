package dev.threatcards.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
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
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.ToolResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Drill-down over tools: counts against counts made card by card; and tools by who uses them. */
final class ToolFacetsTest {

    private static final List<Facet> FACETS = List.of(Facet.CATEGORY, Facet.TYPE);
    private static final List<Mode> MODES = List.of(Mode.ANY, Mode.ALL, Mode.NOT);
    private static final List<String> VALUES = List.of("alpha", "beta", "gamma", "delta");

    @TempDir
    private Path folder;

    @RepeatedTest(15)
    void countsHold(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, ToolCard> deck = new HashMap<>();
        for (int run = 0; run < 3; run++) {
            List<Card> cards = new ArrayList<>();
            // An actor's values of the same name are no tool's.
            cards.add(TestCards.actor("Actor " + run).country("alpha").tools("Tool 1").card());
            for (int i = 0; i < 15; i++) {
                ToolCard card = TestCards.toolOf("Tool " + random.nextInt(30), VALUES.get(random.nextInt(4)),
                        some(random));
                deck.put(card.name(), card);
                cards.add(card);
            }
            TestCards.write(folder, cards.toArray(Card[]::new));
        }
        try (ThreatCards cards = ThreatCards.open(folder)) {
            for (int i = 0; i < 20; i++) {
                CardQuery query = CardQuery.all();
                for (int j = random.nextInt(4); j > 0; j--) {
                    query = query.with(FACETS.get(random.nextInt(2)), MODES.get(random.nextInt(3)),
                            VALUES.get(random.nextInt(4)));
                }
                check(cards.tools(query), query.filters(), List.copyOf(deck.values()));
            }
        }
    }

    private static void check(ToolResult result, Filters filters, List<ToolCard> deck) {
        assertThat(result.total()).isEqualTo((int) deck.stream().filter(card -> holds(card, filters, null)).count());
        for (Facet facet : FACETS) {
            Map<String, Integer> expected = new HashMap<>();
            filters.choice(facet).values().forEach(value -> expected.put(value, 0));
            deck.stream().filter(card -> holds(card, filters, facet)).flatMap(card -> values(facet, card).stream())
                    .forEach(value -> expected.merge(value, 1, Integer::sum));
            Map<String, Integer> counted = result.facets().get(facet).stream()
                    .collect(Collectors.toMap(FacetValue::value, FacetValue::count));
            assertThat(counted).as("%s under %s", facet, filters).isEqualTo(expected);
        }
    }

    private static Set<String> values(Facet facet, ToolCard card) {
        return facet == Facet.TYPE ? Set.copyOf(card.type()) : Set.of(card.category());
    }

    /** Whether the tool is left; the alternatives of {@code sideways} are not asked for. */
    private static boolean holds(ToolCard card, Filters filters, Facet sideways) {
        return filters.choices().entrySet().stream().allMatch(filter -> {
            Set<String> values = values(filter.getKey(), card);
            Choice choice = filter.getValue();
            boolean any = filter.getKey() == sideways || choice.any().isEmpty()
                    || choice.any().stream().anyMatch(values::contains);
            return any && values.containsAll(choice.all()) && choice.not().stream().noneMatch(values::contains);
        });
    }

    private static List<String> some(Random random) {
        return VALUES.stream().filter(value -> random.nextBoolean()).toList();
    }

    @Test
    void aKindOfCardHasItsFacetsAlone() {
        assertThat(Facet.of(Kind.TOOL)).contains(Facet.COLLECTION, Facet.CATEGORY, Facet.TYPE)
                .doesNotContain(Facet.COUNTRY, Facet.TOOL);
        assertThat(Facet.of(Kind.ACTOR)).contains(Facet.COUNTRY, Facet.TOOL).doesNotContain(Facet.TYPE);
        TestCards.write(folder, TestCards.actor("Blue Otter").card(), TestCards.tool("Spade"));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.search(CardQuery.all()).facets()).doesNotContainKey(Facet.TYPE);
            assertThat(cards.tools(CardQuery.all()).facets()).containsOnlyKeys(Facet.of(Kind.TOOL));
            assertThat(cards.toolFacet(Facet.TYPE, "back", CardQuery.all()))
                    .containsExactly(new FacetValue("Backdoor", 1, false));
            assertThat(cards.toolFacet(Facet.TYPE, "x", CardQuery.all())).isEmpty();
        }
    }

    @Test
    void aWordThatIsATypeIsOfferedAsAFilter() {
        TestCards.write(folder, TestCards.toolOf("Spade", "Malware", List.of("Info stealer")),
                TestCards.toolOf("Rake", "Malware", List.of("Backdoor")));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            assertThat(cards.tools(CardQuery.of("info stealers")).guidance().understood())
                    .containsExactly(new SearchAdvice.Understood("info stealers", Facet.TYPE, "Info stealer", "", 1));
            assertThat(names(cards.tools(CardQuery.of("type:\"info stealer\"")))).containsExactly("Spade");
            assertThat(cards.tools(CardQuery.of("type:backdoor")).hits().getFirst().matched())
                    .containsExactly(new Match("type", "Backdoor", "", List.of("type:backdoor")));
        }
    }

    private static List<String> names(ToolResult result) {
        return result.hits().stream().map(hit -> hit.card().name()).toList();
    }

    @ParameterizedTest
    @CsvSource({"users,'Rake,Hoe,Spade,Sieve'", "-users,'Spade,Hoe,Rake,Sieve'", "name,'Hoe,Rake,Sieve,Spade'"})
    void toolsAreOrderedByHowManyActorsUseThem(String order, String expected) {
        TestCards.write(folder, TestCards.tool("Spade", "Shovel"), TestCards.tool("Rake"), TestCards.tool("Hoe"),
                TestCards.tool("Sieve"), TestCards.actor("A").tools("Spade", "Hoe").card(),
                TestCards.actor("B").tools("Shovel", "Rake").card());
        // In another segment, and of a tool that no label names: a deck says that it is used.
        TestCards.write(folder, TestCards.actor("C").tools("Hoe", "shovel").card(),
                TestCards.actor("D").relation("uses", TestCards.uuid("Spade").toString()).card());
        try (ThreatCards cards = ThreatCards.open(folder)) {
            ToolResult result = cards.tools(CardQuery.all().orderedBy(Order.of(order, Kind.TOOL)));
            assertThat(String.join(",", names(result))).isEqualTo(expected);
            assertThat(result.users().get(TestCards.uuid("Spade"))).extracting(CardReference::name).containsExactly("A",
                    "B", "C", "D");
            assertThat(cards.users(TestCards.uuid("Spade"))).extracting(ActorCard::name).containsExactly("A", "B", "C",
                    "D");
            assertThat(cards.users(TestCards.uuid("A"))).isEmpty();
        }
    }

    @Test
    void aKindOfCardHasItsOrdersAlone() {
        TestCards.write(folder, TestCards.actor("Blue Otter").card(), TestCards.tool("Spade"));
        try (ThreatCards cards = ThreatCards.open(folder)) {
            CardQuery byUsers = CardQuery.all().orderedBy(Order.of("-users", Kind.TOOL));
            assertThatThrownBy(() -> cards.search(byUsers)).isInstanceOfSatisfying(InvalidQueryException.class,
                    e -> assertThat(e.parameter()).isEqualTo("sort"));
            CardQuery byFirstSeen = CardQuery.all().orderedBy(Order.of("firstSeen"));
            assertThatThrownBy(() -> cards.tools(byFirstSeen)).isInstanceOf(InvalidQueryException.class)
                    .hasMessageContaining("relevance, name, changed, users");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,true", "4,true", "5,false"})
    void aToolIsRareThatTwoToFourActorsShare(int users, boolean rare) {
        assertThat(UsedTool.isRare(users)).isEqualTo(rare);
    }

    @Test
    @NeedsRealDecks
    void countsHoldOnTheRealDeck() {
        try (ThreatCards cards = ThreatCards.open(RealDecks.index())) {
            List<ToolCard> deck = new ArrayList<>();
            CardQuery all = CardQuery.all().facets(Set.of(), 0);
            for (int page = 1; page <= cards.tools(all.page(1, 100)).pages(); page++) {
                cards.tools(all.page(page, 100)).hits().forEach(hit -> deck.add(hit.card()));
            }
            assertThat(deck).hasSize(cards.provenance().tools()).doesNotHaveDuplicates();
            CardQuery wide = CardQuery.all().facets(Set.copyOf(FACETS), Limits.FACET_SIZE);
            List<CardQuery> queries = Stream.of(wide, wide.with(Facet.CATEGORY, "Malware"),
                    wide.with(Facet.TYPE, "Backdoor").without(Facet.TYPE, "Loader"),
                    wide.withAll(Facet.TYPE, "Backdoor").withAll(Facet.TYPE, "Keylogger")).toList();
            int delivered = 0;
            for (CardQuery query : queries) {
                ToolResult result = cards.tools(query);
                check(result, query.filters(), deck);
                for (FacetValue value : result.facets().get(Facet.TYPE)) {
                    if (query.filters().choice(Facet.TYPE).values().isEmpty()) {
                        assertThat(cards.tools(query.with(Facet.TYPE, value.value())).total()).as("%s", value)
                                .isEqualTo(value.count());
                        delivered++;
                    }
                }
            }
            assertThat(delivered).isGreaterThan(30);
        }
    }
}
