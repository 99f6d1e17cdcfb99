package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.result.OperationResult;
import dev.threatcards.result.OperationResult.ReadValue;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.ReadFilter;
import dev.threatcards.result.SearchAdvice.Reading;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/**
 * How a query was read, and examples of what else can be typed.
 *
 * @param read what the query asks for, a line each; none for a query that asks for nothing
 * @param unknown the values that no card has, each with the nearest ones
 * @param examples parts of queries that can be added to this one
 */
record QueryHelp(List<Line> read, List<Unknown> unknown, List<Example> examples) {

    /** What a part of the query does, such as "Required", and the parts. */
    record Line(String label, String text) {
    }

    /**
     * A value that means nothing.
     *
     * @param where what has no such value: "card" or "operation"
     * @param nearest the same search with a value that looks like it
     */
    record Unknown(String where, String facet, String value, List<Link> nearest) {
    }

    /** A part of a query with its meaning, and the link to the present query with it. */
    record Example(String typed, String meaning, String link) {
    }

    private static final List<Example> FOR_ALL = List.of(example("\"remote access\"", "words that stand together"),
            example("+ransomware", "with this word in any case"), example("-ransomware", "without this word"),
            example("wiper OR ransomware", "one of them"), example("(wiper OR ransomware) bank", "parentheses group"),
            example("crypt*", "words that begin so"));

    private static final List<Example> FOR_ACTORS = List.of(
            example("country:iran", "attributed to a country: its name, adjective, capital or code"),
            example("target:\"South Korea\"", "an observed target country"),
            example("sector:energy -sector:financial", "targets one sector, not the other"),
            example("tool:\"Cobalt Strike\"", "a tool under any of its names"),
            example("giver:crowdstrike", "named by a vendor"),
            example("firstSeen:2010..2015", "first seen in these years"),
            example("active:2022..", "operations since a date"),
            example("changed:2024-01-01..", "cards changed since a date"),
            example("country:none", "attributed to nobody"));

    private static final List<Example> FOR_TOOLS = List.of(example("type:backdoor", "a type of tool"),
            example("category:exploits", "a category"), example("cve:CVE-2017*", "vulnerabilities that begin so"),
            example("type:none", "without a type"));

    private static final List<Example> FOR_OPERATIONS = List.of(
            example("\"Fancy Bear\"", "of an actor, or that name it"),
            example("country:iran", "of actors of a country: its name, adjective, capital or code"),
            example("target:\"South Korea\"", "of actors that target a country"),
            example("tool:\"Cobalt Strike\"", "of actors with a tool under any of its names"),
            example("active:2015..2016", "begun in these years"), example("active:2022-03..", "begun since a date"),
            example("cve:CVE-2017*", "whose text mentions such vulnerabilities"));

    private static Example example(String typed, String meaning) {
        return new Example(typed, meaning, "");
    }

    static QueryHelp of(SearchKind searched, CardQuery query, SearchAdvice guidance) {
        Function<CardQuery, String> address = other -> Addresses.search(searched, other);
        List<Example> some = switch (searched) {
            case ACTORS -> FOR_ACTORS;
            case TOOLS -> FOR_TOOLS;
        };
        return new QueryHelp(read(guidance, "the text is a name of a card, so that card comes first", Stream.empty()),
                unknown(address, query, guidance), examples(some, address, query));
    }

    /**
     * The help of a search for operations.
     *
     * @param query its text and the filters of actors
     * @param address the address of the same search with another text and other filters of actors
     * @param own the address of the same search with another value of a facet of operations in place of one that means nothing
     */
    static QueryHelp ofOperations(CardQuery query, OperationResult found, Function<CardQuery, String> address,
            BiFunction<ReadValue, String, String> own) {
        Stream<String> values = found.values().stream().map(value -> value.facet().label() + ": "
                + (value.understood().isEmpty() ? value.value() : value.understood()));
        List<Unknown> unknown = new ArrayList<>();
        found.values().stream().filter(value -> !value.nearest().isEmpty())
                .forEach(value -> unknown.add(new Unknown("operation", value.facet().label(), value.value(),
                        value.nearest().stream().map(each -> new Link(each, own.apply(value, each))).toList())));
        unknown.addAll(unknown(address, query, found.guidance()));
        return new QueryHelp(
                read(found.guidance(), "the text is a name of an actor, so that all of its operations match", values),
                unknown, examples(FOR_OPERATIONS, address, query));
    }

    private static List<Line> read(SearchAdvice guidance, String name, Stream<String> moreFilters) {
        Reading reading = guidance.reading();
        List<Line> lines = new ArrayList<>();
        if (reading.isName()) {
            lines.add(new Line("Name", name));
        }
        add("Required", reading.required().stream().map(QueryHelp::words), lines);
        add(reading.atLeast() == 0
                ? "Each of these helps"
                : "At least " + reading.atLeast() + " of these " + Numbers.grouped(reading.helps().size())
                        + ", and each more helps",
                reading.helps().stream().map(QueryHelp::words), lines);
        add("Filters",
                Stream.concat(moreFilters, guidance.filters().stream().map(filter -> FilterChip.words(filter.facet(),
                        filter.mode(), filter.understood().isEmpty() ? filter.value() : filter.understood()))),
                lines);
        add("Excluded", reading.excluded().stream().map(QueryHelp::words), lines);
        add("Ignored", reading.ignored().stream(), lines);
        return lines;
    }

    private static void add(String label, Stream<String> parts, List<Line> lines) {
        String text = parts.collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            lines.add(new Line(label, text));
        }
    }

    private static String words(ReadClause clause) {
        return clause.isFolded() ? clause.typed() + " (read as " + clause.words() + ")" : clause.words();
    }

    private static List<Unknown> unknown(Function<CardQuery, String> address, CardQuery query, SearchAdvice guidance) {
        List<Unknown> unknown = new ArrayList<>();
        for (ReadFilter filter : guidance.filters()) {
            if (!filter.nearest().isEmpty()) {
                Filters others = query.filters().without(filter.facet(), filter.value());
                unknown.add(new Unknown("card", filter.facet().label(), filter.value(),
                        filter.nearest().stream()
                                .map(value -> new Link(value,
                                        address.apply(query.with(others.with(filter.facet(), filter.mode(), value))
                                                .page(1, query.window().size()))))
                                .toList()));
            }
        }
        Reading reading = guidance.reading();
        for (ReadClause clause : Stream.concat(reading.required().stream(), reading.excluded().stream()).toList()) {
            Optional<ReadFilter> filter = clause.filter().filter(each -> !each.nearest().isEmpty());
            String minus = reading.excluded().contains(clause) ? "-" : "";
            filter.ifPresent(each -> unknown.add(new Unknown("card", each.facet().label(), each.value(),
                    each.nearest().stream().filter(value -> value.indexOf('"') < 0)
                            .map(value -> new Link(value,
                                    with(clause.without(), minus + typed(each.facet(), value), address, query)))
                            .toList())));
        }
        return unknown;
    }

    private static String typed(Facet facet, String value) {
        return facet.parameter() + ":\"" + value + "\"";
    }

    private static List<Example> examples(List<Example> some, Function<CardQuery, String> address, CardQuery query) {
        return Stream.concat(FOR_ALL.stream(), some.stream()).map(example -> new Example(example.typed(),
                example.meaning(), with(query.text(), example.typed(), address, query))).toList();
    }

    /** The search for a text and one part more; for that part alone if both are too long. */
    private static String with(String text, String part, Function<CardQuery, String> address, CardQuery query) {
        String both = (text.strip() + " " + part).strip();
        return address.apply(Addresses.suggested(query, both.length() <= Limits.QUERY_LENGTH ? both : part));
    }
}
