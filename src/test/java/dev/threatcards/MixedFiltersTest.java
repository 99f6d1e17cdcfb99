package dev.threatcards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Hit;
import dev.threatcards.result.SearchResult;
import dev.threatcards.text.Countries;
import dev.threatcards.text.NameKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Totals and counts under filters that are chosen and fields that are typed, mixed at random and in any spelling, are those of a count over
 * all cards.
 */
final class MixedFiltersTest {

    private static final List<Facet> SPELT = List.of(Facet.COUNTRY, Facet.MOTIVATION, Facet.SECTOR, Facet.TARGET,
            Facet.TOOL);
    private static final List<Facet> DATED = List.of(Facet.FIRST_SEEN, Facet.ACTIVE, Facet.CHANGED);

    /** A condition as it is written, and what it means. */
    private record Condition(Facet facet, String written, Predicate<ActorCard> holds) {

        String typed() {
            return facet.parameter() + (written.contains("..") ? ":" + written : ":\"" + written + "\"");
        }
    }

    @Test
    void ofTheStarterDeck(@TempDir Path folder) {
        ThreatCards.build(folder).fromStarterDeck();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            check(150, cards);
        }
    }

    @Test
    @NeedsRealDecks
    void ofTheRealDeck() {
        try (ThreatCards cards = ThreatCards.open(RealDecks.index())) {
            check(50, cards);
        }
    }

    private static void check(int times, ThreatCards cards) {
        int pages = cards.search(CardQuery.all().page(1, 100)).pages();
        List<ActorCard> deck = IntStream.rangeClosed(1, pages)
                .mapToObj(page -> cards.search(CardQuery.all().page(page, 100))).flatMap(page -> page.hits().stream())
                .map(Hit::card).toList();
        Inputs.forAll(times, inputs -> check(inputs, deck, cards));
    }

    private static void check(Inputs inputs, List<ActorCard> deck, ThreatCards cards) {
        List<String> text = new ArrayList<>();
        List<Predicate<ActorCard>> required = new ArrayList<>();
        Map<Facet, List<Predicate<ActorCard>>> alternatives = new EnumMap<>(Facet.class);
        CardQuery query = CardQuery.all().facets(CardQuery.all().facets().facets(), Limits.FACET_SIZE);
        for (int left = inputs.between(1, 4); left > 0; left--) {
            Condition one = condition(inputs, deck);
            Condition other = condition(inputs, deck);
            switch (inputs.between(0, 6)) {
                case 0 -> {
                    text.add(one.typed());
                    required.add(one.holds());
                }
                case 1 -> {
                    text.add("-" + one.typed());
                    required.add(one.holds().negate());
                }
                case 2 -> {
                    text.add("(" + one.typed() + " OR " + other.typed() + ")");
                    required.add(one.holds().or(other.holds()));
                }
                case 3 -> {
                    query = query.with(one.facet(), Mode.ALL, one.written());
                    required.add(one.holds());
                }
                case 4 -> {
                    query = query.with(one.facet(), Mode.NOT, one.written());
                    required.add(one.holds().negate());
                }
                default -> {
                    query = query.with(one.facet(), one.written());
                    alternatives.computeIfAbsent(one.facet(), first -> new ArrayList<>()).add(one.holds());
                }
            }
        }
        CardQuery asked = new CardQuery(String.join(" ", text), query.filters(), query.window(), query.facets());
        SearchResult result = cards.search(asked);
        assertThat(result.total()).as("%s", asked)
                .isEqualTo((int) deck.stream().filter(
                        card -> required.stream().allMatch(each -> each.test(card)) && anyOf(alternatives, null, card))
                        .count());
        for (Facet facet : List.of(Facet.COUNTRY, Facet.SECTOR, Facet.TOOL, Facet.ACTIVE)) {
            Map<String, Integer> expected = new HashMap<>();
            deck.stream()
                    .filter(card -> required.stream().allMatch(each -> each.test(card))
                            && anyOf(alternatives, facet, card))
                    .flatMap(card -> facet.values(card).stream())
                    .forEach(value -> expected.merge(value, 1, Integer::sum));
            Map<String, Integer> counted = new HashMap<>();
            result.facets().get(facet).stream().filter(value -> value.count() > 0 && !value.value().equals("none"))
                    .forEach((FacetValue value) -> counted.put(value.value(), value.count()));
            assertThat(counted).as("%s of %s", facet, asked).isEqualTo(expected);
            assertThat(result.facetNone().get(facet)).as("no %s of %s", facet, asked)
                    .isEqualTo(
                            (int) deck.stream()
                                    .filter(card -> required.stream().allMatch(each -> each.test(card))
                                            && anyOf(alternatives, facet, card) && facet.values(card).isEmpty())
                                    .count());
        }
        assertThat(result.guidance().filters()).as("%s", asked).noneMatch(filter -> filter.understood().isEmpty());
        assertThat(cards.search(asked.with(result.guidance().understoodFilters())).total()).as("%s", asked)
                .isEqualTo(result.total());
        assertThat(cards.search(asked.with(result.guidance().filtersByYear())).total()).as("%s", asked)
                .isEqualTo(result.total());
    }

    private static boolean anyOf(Map<Facet, List<Predicate<ActorCard>>> alternatives, Facet sideways, ActorCard card) {
        return alternatives.entrySet().stream()
                .allMatch(any -> any.getKey() == sideways || any.getValue().stream().anyMatch(each -> each.test(card)));
    }

    private static Condition condition(Inputs inputs, List<ActorCard> deck) {
        if (inputs.between(0, 9) == 5) {
            Facet facet = inputs.of(Facet.COUNTRY, Facet.TOOL, Facet.SECTOR, Facet.FIRST_SEEN);
            return new Condition(facet, inputs.of("none", "None"), card -> facet.values(card).isEmpty());
        }
        if (inputs.between(0, 9) < 3) {
            return dated(inputs);
        }
        Facet facet = inputs.of(SPELT);
        List<String> values = new ArrayList<>();
        while (values.isEmpty()) {
            values.addAll(facet.values(inputs.of(deck)));
            values.removeIf(value -> value.indexOf('"') >= 0 || isSpeltTwice(facet, value, deck));
        }
        String value = inputs.of(values);
        List<String> spellings = new ArrayList<>(
                List.of(value, value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT)));
        if (facet == Facet.COUNTRY || facet == Facet.TARGET) {
            Countries.code(value).ifPresent(code -> spellings.addAll(List.of(code, code.toLowerCase(Locale.ROOT))));
        }
        return new Condition(facet, inputs.of(spellings), card -> facet.values(card).contains(value));
    }

    /** Whether cards have the value in two spellings, of which each is a value. */
    private static boolean isSpeltTwice(Facet facet, String value, List<ActorCard> deck) {
        String folded = NameKeys.folded(value);
        return deck.stream().flatMap(card -> facet.values(card).stream())
                .anyMatch(other -> !other.equals(value) && NameKeys.folded(other).equals(folded));
    }

    private static Condition dated(Inputs inputs) {
        Facet facet = inputs.of(DATED);
        int from = inputs.between(2005, 2025);
        int to = inputs.between(from, 2025);
        return switch (inputs.between(0, 3)) {
            case 0 -> new Condition(facet, from + "..", card -> hasYear(facet, card, from, Integer.MAX_VALUE));
            case 1 -> new Condition(facet, ".." + to, card -> hasYear(facet, card, 0, to));
            case 2 -> new Condition(facet, from + "-01.." + to + "-12-31", card -> hasYear(facet, card, from, to));
            default ->
                new Condition(facet, from == to ? "" + from : from + ".." + to, card -> hasYear(facet, card, from, to));
        };
    }

    private static boolean hasYear(Facet facet, ActorCard card, int from, int to) {
        return facet.values(card).stream().mapToInt(Integer::parseInt).anyMatch(year -> from <= year && year <= to);
    }
}
