package dev.threatcards;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.result.Hit;
import dev.threatcards.result.OperationResult;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

import static org.assertj.core.api.Assertions.assertThat;

/** Totals, counts of facets and of months of random searches for operations are those that one gets by counting over the cards. */
class OperationCountsTest {

    private static final int DRILL_DOWNS = 200;

    /** An operation as the cards have it. */
    private record Told(ActorCard card, Operation operation) {

        boolean has(Facet facet, String value) {
            // Givers that differ in case and separators alone are one.
            return facet.values(card).stream()
                    .anyMatch(each -> facet == Facet.GIVER
                            ? NameKeys.folded(each).equals(NameKeys.folded(value))
                            : each.equals(value));
        }

        boolean has(OperationFacet facet, String value) {
            return facet.values(card, operation).contains(value);
        }

        boolean isIn(YearMonth from, YearMonth to) {
            return operation.date().isKnown() && !YearMonth.from(operation.date().to()).isBefore(from)
                    && !YearMonth.from(operation.date().from()).isAfter(to);
        }

        Set<String> terms() {
            return Set.copyOf(CardAnalyzer.terms(CardFields.TEXT, Prose.plain(operation.activity().story())));
        }
    }

    /** A condition with what it is about; alternatives of one facet are one condition. */
    private record Condition(Object about, Predicate<Told> holds) {
    }

    private final Random random = new Random(20_200_327);
    private List<Told> all;
    private Set<String> words;

    @Test
    void countsOfTheStarterDeckAreThoseOfItsCards(@TempDir Path index) {
        ThreatCards.build(index).fromStarterDeck();
        check(index);
    }

    @Test
    @NeedsRealDecks
    void countsOfTheRealDeckAreThoseOfItsCards() {
        check(RealDecks.index());
    }

    private void check(Path index) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            all = cards(cards).stream().flatMap(card -> Operation.of(card).stream().map(each -> new Told(card, each)))
                    .toList();
            words = words();
            assertThat(cards.operations(OperationQuery.all()).total()).isEqualTo(all.size()).isPositive();
            int found = 0;
            for (int i = 0; i < DRILL_DOWNS; i++) {
                found += checkOne(cards) ? 1 : 0;
            }
            // A search that finds nothing says little.
            assertThat(found).isGreaterThan(DRILL_DOWNS / 3);
        }
    }

    private static List<ActorCard> cards(ThreatCards cards) {
        List<ActorCard> all = new ArrayList<>();
        int pages = cards.search(CardQuery.all().page(1, Limits.PAGE_SIZE)).pages();
        for (int page = 1; page <= pages; page++) {
            cards.search(CardQuery.all().page(page, Limits.PAGE_SIZE)).hits().stream().map(Hit::card).forEach(all::add);
        }
        return all;
    }

    /** Words of operations that have one term and no acronym, and are neither in a name nor the beginning of one. */
    private Set<String> words() {
        Set<String> ofNames = all.stream().flatMap(told -> told.card().names().stream())
                .flatMap(name -> Stream.concat(CardAnalyzer.terms(CardFields.NAME_WORDS, name.name()).stream(),
                        Stream.of(NameKeys.folded(name.name()), NameKeys.core(name.name()))))
                .collect(Collectors.toSet());
        return all.stream().flatMap(told -> Stream.of(told.operation().activity().story().split("\\P{L}+")))
                .filter(word -> word.length() > 3 && !ofNames.contains(NameKeys.folded(word)))
                .filter(word -> CardAnalyzer.terms(CardFields.TEXT, word).size() == 1)
                .filter(word -> RelatedTerms.sameAs(CardAnalyzer.terms(CardFields.TEXT, word)).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean checkOne(ThreatCards cards) {
        Told seed = one(all);
        OperationQuery query = OperationQuery.all().page(1, Limits.PAGE_SIZE)
                .facets(Set.copyOf(OperationFacet.parameters()), Limits.FACET_SIZE);
        List<Condition> conditions = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            List<String> told = Stream.of(seed.operation().activity().story().split("\\P{L}+")).filter(words::contains)
                    .toList();
            String word = told.isEmpty() ? one(List.copyOf(words)) : one(told);
            query = query.text(word);
            String term = CardAnalyzer.terms(CardFields.TEXT, word).getFirst();
            conditions.add(new Condition("text", each -> each.terms().contains(term)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Facet facet = one(List.copyOf(OperationFacet.ofActors()));
            List<String> values = facet.values(seed.card());
            if (!values.isEmpty() && query.actors().choice(facet).values().isEmpty()) {
                Mode mode = one(List.of(Mode.ANY, Mode.ANY, Mode.ALL, Mode.NOT));
                String value = mode == Mode.NOT ? one(facet.values(one(all).card()), "nothing") : one(values);
                String other = mode == Mode.ANY ? one(facet.values(one(all).card()), value) : value;
                query = query.actors(query.actors().with(facet, mode, value).with(facet, mode, other));
                conditions.add(new Condition(mode == Mode.ANY ? facet : "other",
                        each -> mode == Mode.NOT != (each.has(facet, value) || each.has(facet, other))));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            OperationFacet facet = one(List.of(OperationFacet.values()));
            List<String> values = facet.values(seed.card(), seed.operation());
            if (!values.isEmpty() && query.values(facet).isEmpty()) {
                String value = one(values);
                Told second = one(all);
                String other = one(facet.values(second.card(), second.operation()), value);
                boolean isWrittenOtherwise = facet == OperationFacet.ACTOR && random.nextBoolean();
                query = query.with(facet, isWrittenOtherwise ? seed.card().uuid().toString() : value).with(facet,
                        other);
                conditions.add(new Condition(facet, each -> each.has(facet, value) || each.has(facet, other)));
            }
        }
        if (random.nextInt(3) == 0 && seed.operation().date().isKnown()) {
            YearMonth from = YearMonth.from(seed.operation().date().from()).minusMonths(random.nextInt(9));
            YearMonth to = YearMonth.from(seed.operation().date().from()).plusMonths(random.nextInt(9));
            query = query.active(from + ".." + to);
            conditions.add(new Condition("time", each -> each.isIn(from, to)));
        }
        OperationResult result = cards.operations(query);
        requireRight(result, conditions, query.toString());
        return result.total() > 1;
    }

    private void requireRight(OperationResult result, List<Condition> conditions, String query) {
        assertThat(result.total()).as(query).isEqualTo(matching(conditions, Optional.empty()).size());
        assertThat(result.hits()).hasSize(Math.min(result.total(), Limits.PAGE_SIZE));
        for (OperationFacet facet : OperationFacet.values()) {
            Map<String, Integer> counts = counts(matching(conditions, Optional.of(facet)),
                    told -> facet.values(told.card(), told.operation()));
            assertThat(counted(result, facet.parameter())).as("%s of %s", facet, query).isEqualTo(counts);
        }
        for (Facet facet : OperationFacet.ofActors()) {
            // A giver has one of its spellings in the result, which the tests of cards are about.
            Function<String, String> key = facet == Facet.GIVER ? NameKeys::folded : value -> value;
            Map<String, Integer> counts = counts(matching(conditions, Optional.of(facet)),
                    told -> facet.values(told.card()).stream().map(key).distinct().toList());
            Map<String, Integer> counted = new TreeMap<>();
            counted(result, facet.parameter()).forEach((value, count) -> counted.put(key.apply(value), count));
            assertThat(counted).as("%s of %s", facet, query).isEqualTo(counts);
        }
        Map<YearMonth, Integer> months = new TreeMap<>();
        for (Told told : matching(conditions, Optional.of("time"))) {
            if (told.operation().date().isKnown()) {
                YearMonth last = YearMonth.from(told.operation().date().to());
                for (YearMonth month = YearMonth.from(told.operation().date().from()); !month
                        .isAfter(last); month = month.plusMonths(1)) {
                    months.merge(month, 1, Integer::sum);
                }
            }
        }
        Map<YearMonth, Integer> counted = new TreeMap<>();
        result.months().forEach(month -> counted.put(month.month(), month.count()));
        assertThat(counted).as("months of %s", query).isEqualTo(months);
    }

    private List<Told> matching(List<Condition> conditions, Optional<Object> without) {
        return all.stream()
                .filter(told -> conditions.stream().filter(each -> without.filter(each.about()::equals).isEmpty())
                        .allMatch(each -> each.holds().test(told)))
                .toList();
    }

    private static Map<String, Integer> counts(List<Told> operations, Function<Told, List<String>> values) {
        Map<String, Integer> counts = new TreeMap<>();
        operations.forEach(told -> values.apply(told).forEach(value -> counts.merge(value, 1, Integer::sum)));
        return counts;
    }

    private static Map<String, Integer> counted(OperationResult result, String facet) {
        Map<String, Integer> counted = new TreeMap<>();
        result.facets().get(facet).values().stream().filter(value -> value.count() > 0)
                .forEach(value -> counted.put(value.value(), value.count()));
        return counted;
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String one(List<String> some, String otherwise) {
        return some.isEmpty() ? otherwise : one(some);
    }
}
