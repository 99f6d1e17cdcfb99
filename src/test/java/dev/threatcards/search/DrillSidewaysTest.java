package dev.threatcards.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts of drill-downs, against counts made card by card; over several segments, with cards replaced. */
final class DrillSidewaysTest {

    private static final List<Facet> FACETS = List.of(Facet.COUNTRY, Facet.SECTOR, Facet.TOOL);
    private static final List<Mode> MODES = List.of(Mode.ANY, Mode.ALL, Mode.NOT);
    private static final List<String> VALUES = List.of("alpha", "beta", "gamma", "delta");

    /** What a filter may ask for: cards without a value too. */
    private static final List<String> ASKED = List.of("alpha", "beta", "gamma", "delta", Filters.NO_VALUE);

    @TempDir
    private Path folder;

    @RepeatedTest(25)
    void countsHold(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, ActorCard> deck = new HashMap<>();
        for (int run = 0; run < 3; run++) {
            try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
                writer.putDeck(TestCards.DECK);
                for (int i = 0; i < 15; i++) {
                    ActorCard card = TestCards.actor("Actor " + random.nextInt(30)).country(some(random))
                            .sectors(some(random)).tools(some(random)).card();
                    deck.put(card.name(), card);
                    writer.put(TestCards.merged(card, TestCards.DECK));
                }
                writer.commit(List.of());
            }
        }
        try (ThreatCards cards = ThreatCards.open(folder)) {
            for (int i = 0; i < 20; i++) {
                Filters filters = Filters.NONE;
                for (int j = random.nextInt(4); j > 0; j--) {
                    filters = filters.with(FACETS.get(random.nextInt(3)), MODES.get(random.nextInt(3)),
                            ASKED.get(random.nextInt(ASKED.size())));
                }
                CardQuery all = CardQuery.all();
                check(cards.search(new CardQuery("", filters, all.window(), all.facets())), filters,
                        List.copyOf(deck.values()));
            }
        }
    }

    private static void check(SearchResult result, Filters filters, List<ActorCard> deck) {
        assertThat(result.total()).isEqualTo((int) deck.stream().filter(card -> holds(card, filters, null)).count());
        for (Facet facet : FACETS) {
            List<ActorCard> counted = deck.stream().filter(card -> holds(card, filters, facet)).toList();
            int without = (int) counted.stream().filter(card -> facet.values(card).isEmpty()).count();
            assertThat(result.facetNone()).as("%s under %s", facet, filters).containsEntry(facet, without);
            Map<String, Integer> expected = new HashMap<>();
            filters.choice(facet).values().forEach(value -> expected.put(value, 0));
            expected.computeIfPresent(Filters.NO_VALUE, (none, zero) -> without);
            counted.stream().flatMap(card -> facet.values(card).stream())
                    .forEach(value -> expected.merge(value, 1, Integer::sum));
            Map<String, Integer> listed = result.facets().get(facet).stream()
                    .collect(Collectors.toMap(FacetValue::value, FacetValue::count));
            assertThat(listed).as("%s under %s", facet, filters).isEqualTo(expected);
            assertThat(result.facetTotals().get(facet))
                    .isEqualTo((int) listed.keySet().stream().filter(value -> !value.equals(Filters.NO_VALUE)).count());
        }
    }

    /** Whether the card is left; the alternatives of {@code sideways} are not asked for. */
    static boolean holds(ActorCard card, Filters filters, Facet sideways) {
        return holds(filters, sideways, facet -> facet.values(card));
    }

    /** The same for a card with these values. */
    static boolean holds(Filters filters, Facet sideways, Function<Facet, List<String>> card) {
        return filters.choices().entrySet().stream().allMatch(filter -> {
            List<String> own = card.apply(filter.getKey());
            Set<String> values = own.isEmpty() ? Set.of(Filters.NO_VALUE) : Set.copyOf(own);
            Choice choice = filter.getValue();
            boolean any = filter.getKey() == sideways || choice.any().isEmpty()
                    || choice.any().stream().anyMatch(values::contains);
            return any && values.containsAll(choice.all()) && choice.not().stream().noneMatch(values::contains);
        });
    }

    private static String[] some(Random random) {
        List<String> some = new ArrayList<>(VALUES);
        some.removeIf(value -> random.nextBoolean());
        return some.toArray(String[]::new);
    }

    @Test
    void aCountPromisedIsTheTotalDelivered() {
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            writer.putDeck(TestCards.DECK);
            writer.put(TestCards.merged(
                    TestCards.actor("A").country("alpha").tools("x", "y").description("bank").card(), TestCards.DECK));
            writer.put(TestCards.merged(TestCards.actor("B").country("beta").tools("x").description("bank").card(),
                    TestCards.DECK));
            writer.put(TestCards.merged(TestCards.actor("C").country("beta").tools("y").description("grid").card(),
                    TestCards.DECK));
            writer.commit(List.of());
        }
        try (ThreatCards cards = ThreatCards.open(folder)) {
            Map<Facet, Integer> checked = new EnumMap<>(Facet.class);
            for (CardQuery query : List.of(CardQuery.of("bank"), CardQuery.of("bank").with(Facet.COUNTRY, "alpha"),
                    CardQuery.all().without(Facet.TOOL, "y"), CardQuery.all().withAll(Facet.TOOL, "x"))) {
                cards.search(query).facets().forEach((facet, values) -> values.forEach(value -> {
                    if (query.filters().choice(facet).any().isEmpty()) {
                        int delivered = cards.search(query.with(facet, value.value())).total();
                        assertThat(delivered).as("%s=%s", facet, value).isEqualTo(value.count());
                        checked.merge(facet, 1, Integer::sum);
                    }
                }));
                cards.search(query).facetNone().forEach((facet, count) -> {
                    if (query.filters().choice(facet).any().isEmpty()) {
                        int delivered = cards.search(query.with(facet, Filters.NO_VALUE)).total();
                        assertThat(delivered).as("%s without a value", facet).isEqualTo(count);
                    }
                });
            }
            assertThat(checked).containsKeys(Facet.COUNTRY, Facet.TOOL);
        }
    }
}
