package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.DateRange;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.Reading;
import dev.threatcards.web.http.Addresses;

/** An active filter and the link that removes it. Consecutive years are one chip. */
record FilterChip(String facet, String value, boolean excluded, String remove) {

    /** {@code address} gives the address of the same page with other filters. */
    static List<FilterChip> of(CardQuery query, Function<Filters, String> address) {
        List<FilterChip> chips = new ArrayList<>();
        query.filters().choices().forEach((facet, choice) -> {
            for (Mode mode : Mode.values()) {
                List<List<String>> together = facet.hasYears()
                        ? runs(choice.values(mode))
                        : choice.values(mode).stream().map(List::of).toList();
                together.forEach(values -> chips.add(chip(facet, mode, values, query.filters(), address)));
            }
        });
        return chips;
    }

    /**
     * The filters and the fields in the text.
     *
     * @param reading how the text was read
     * @param address the address of another query, from its first page
     */
    static List<FilterChip> of(CardQuery query, Reading reading, Function<CardQuery, String> address) {
        List<FilterChip> chips = new ArrayList<>(of(query, filters -> address.apply(firstPage(query.with(filters)))));
        reading.required().stream().filter(ReadClause::isFilter)
                .forEach(clause -> chips.add(typed(clause, false, query, address)));
        reading.excluded().stream().filter(ReadClause::isFilter)
                .forEach(clause -> chips.add(typed(clause, true, query, address)));
        return chips;
    }

    private static FilterChip typed(ReadClause clause, boolean excluded, CardQuery query,
            Function<CardQuery, String> address) {
        String remove = address.apply(Addresses.suggested(query, clause.without()));
        return clause.filter()
                .map(filter -> new FilterChip(filter.facet().label(),
                        filter.understood().isEmpty() ? filter.value() : filter.understood(), excluded, remove))
                .orElseGet(() -> new FilterChip("", clause.words(), excluded, remove));
    }

    /** The first page of the query without filters and without the fields in its text. */
    static CardQuery withoutFilters(CardQuery query, Reading reading) {
        boolean isTyped = Stream.concat(reading.required().stream(), reading.excluded().stream())
                .anyMatch(ReadClause::isFilter);
        return firstPage(
                Addresses.suggested(query, isTyped ? reading.withoutFilters() : query.text()).with(Filters.NONE));
    }

    private static CardQuery firstPage(CardQuery query) {
        return query.page(1, query.window().size());
    }

    /** A filter in one line, where there is no chip: "Target country: Ukraine", "Tool: not Mimikatz". */
    static String words(Facet facet, Mode mode, String value) {
        return facet.label() + ": " + (mode == Mode.NOT ? "not " : "") + words(value);
    }

    private static FilterChip chip(Facet facet, Mode mode, List<String> values, Filters all,
            Function<Filters, String> address) {
        Filters filters = all;
        for (String value : values) {
            filters = filters.without(facet, value);
        }
        String text = values.size() == 1 ? words(facet, values.getFirst()) : values.getFirst() + "–" + values.getLast();
        return new FilterChip(facet.label(), text, mode == Mode.NOT, address.apply(filters));
    }

    private static String words(Facet facet, String value) {
        return facet.hasYears()
                ? DateRange.parse(value).map(DateRange::words).orElseGet(() -> words(value))
                : words(value);
    }

    private static String words(String value) {
        return value.equals(Filters.NO_VALUE) ? FacetPanel.NONE : value;
    }

    /** Runs of consecutive years. */
    private static List<List<String>> runs(Set<String> years) {
        List<List<String>> runs = new ArrayList<>();
        for (String year : years.stream().sorted().toList()) {
            boolean follows = !runs.isEmpty() && isNext(runs.getLast().getLast(), year);
            if (!follows) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(year);
        }
        return runs;
    }

    private static boolean isNext(String year, String other) {
        return Stream.of(year, other).allMatch(text -> text.matches("\\d{1,9}"))
                && Integer.parseInt(other) == Integer.parseInt(year) + 1;
    }
}
