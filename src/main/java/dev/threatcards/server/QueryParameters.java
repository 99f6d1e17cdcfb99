package dev.threatcards.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.javalin.http.Context;

import dev.threatcards.CardQuery;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.search.FacetRequest;
import dev.threatcards.search.Filters;
import dev.threatcards.search.Filters.Mode;
import dev.threatcards.search.InvalidQueryException;
import dev.threatcards.search.Nearest;
import dev.threatcards.search.Order;
import dev.threatcards.search.Window;

/**
 * The parameters of an address to a {@link CardQuery} and back: {@code q}, {@code sort}, {@code page}, {@code size},
 * {@code facets}, {@code facetSize}; each facet by its name, {@code facet.all} for values that all have to hold,
 * {@code facet.not} for values that none may have. A facet's parameter may be given more than once.
 */
final class QueryParameters {

    private QueryParameters() {
    }

    /**
     * The query for actors that the parameters ask for.
     *
     * @param more parameters that the address may have besides those of a query
     * @throws InvalidQueryException if a parameter is not known, or its value will not do
     */
    static CardQuery parse(Map<String, List<String>> parameters, Set<String> more) {
        return parse(Kind.ACTOR, parameters, more);
    }

    /**
     * The query for cards of that kind, with their facets and orders.
     *
     * @param more parameters that the address may have besides those of a query
     * @throws InvalidQueryException if a parameter is not known, or its value will not do
     */
    static CardQuery parse(Kind kind, Map<String, List<String>> parameters, Set<String> more) {
        Set<String> known = known(kind);
        known.addAll(more);
        requireOnly(known, parameters);
        Filters filters = Filters.NONE;
        for (Facet facet : Facet.of(kind)) {
            for (Mode mode : Mode.values()) {
                for (String value : parameters.getOrDefault(name(facet, mode), List.of())) {
                    if (!value.isBlank()) {
                        filters = filters.with(facet, mode, value.strip());
                    }
                }
            }
        }
        Window window = new Window(Order.of(text("sort", "relevance", parameters), kind), number("page", 1, parameters),
                number("size", CardQuery.DEFAULT_SIZE, parameters));
        FacetRequest facets = new FacetRequest(facets(kind, parameters),
                number("facetSize", FacetRequest.DEFAULT.size(), parameters));
        return new CardQuery(text("q", "", parameters), filters, window, facets);
    }

    /**
     * The query that the address of a page asks for, where parameters that no page knows are passed over.
     *
     * @param more parameters that the address may have besides those of a query
     * @throws InvalidQueryException if a parameter is malformed, is one of another page, or its value will not do
     */
    static CardQuery ofPage(Kind kind, Set<String> more, Context request) {
        return parse(kind, ofPages(more, request), more);
    }

    /**
     * The query of all cards that the address of a page asks for, where parameters that no page knows are passed over.
     *
     * @throws InvalidQueryException if a parameter is malformed, is one of another page, or its value will not do
     */
    static CardQuery selectionOfPage(Context request) {
        return parseSelection(ofPages(Set.of(), request));
    }

    /** The parameters that a page with a query knows, and those that it would mislead to pass over: filters of other cards. */
    private static Map<String, List<String>> ofPages(Set<String> more, Context request) {
        Set<String> known = new TreeSet<>(more);
        Arrays.stream(Kind.values()).map(QueryParameters::known).forEach(known::addAll);
        return QueryString.known(known, request);
    }

    /**
     * The query of all cards that the text and the filters find, where no order and no page can be asked for.
     *
     * @throws InvalidQueryException if a parameter is not known, or its value will not do
     */
    static CardQuery parseSelection(Map<String, List<String>> parameters) {
        requireOnly(selection(), parameters);
        return parse(parameters, Set.of());
    }

    private static Set<String> selection() {
        Set<String> known = known(Kind.ACTOR);
        known.removeAll(Set.of("sort", "page", "size", "facets", "facetSize"));
        return known;
    }

    /**
     * Says which parameters the address takes.
     *
     * @throws InvalidQueryException if there is another, with the nearest of those
     */
    static void requireOnly(Set<String> known, Map<String, List<String>> parameters) {
        parameters.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw unknown(name, known);
        });
    }

    /**
     * Says that the address takes no parameters.
     *
     * @throws InvalidQueryException if there are any
     */
    static void requireNone(Map<String, List<String>> parameters) {
        parameters.keySet().stream().findFirst().ifPresent(name -> {
            throw new InvalidQueryException(name,
                    "There is no parameter \"" + name + "\" here; this address takes none.");
        });
    }

    /**
     * Whether something is asked for: {@code ?generic=true}, or {@code ?generic} alone.
     *
     * @throws InvalidQueryException if it is neither true nor false
     */
    static boolean flag(String name, Map<String, List<String>> parameters) {
        if (!parameters.containsKey(name)) {
            return false;
        }
        String text = text(name, "true", parameters);
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidQueryException(name, "\"" + name + "\" is true or false; \"" + text + "\" is neither.");
        }
        return text.equals("true");
    }

    /** The parameters that ask for the query, those with their usual values left out. */
    static Map<String, List<String>> of(CardQuery query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put("q", query.text(), "", parameters);
        query.filters().choices().forEach((facet, choice) -> {
            for (Mode mode : Mode.values()) {
                if (!choice.values(mode).isEmpty()) {
                    parameters.put(name(facet, mode), List.copyOf(choice.values(mode)));
                }
            }
        });
        put("sort", query.window().order().parameter(), Order.RELEVANCE.parameter(), parameters);
        put("page", Integer.toString(query.window().page()), "1", parameters);
        put("size", Integer.toString(query.window().size()), Integer.toString(CardQuery.DEFAULT_SIZE), parameters);
        put("facetSize", Integer.toString(query.facets().size()), Integer.toString(FacetRequest.DEFAULT.size()),
                parameters);
        return parameters;
    }

    /** The parameter's name: "country", "country.all", "country.not". */
    static String name(Facet facet, Mode mode) {
        return mode == Mode.ANY ? facet.parameter() : facet.parameter() + "." + mode.name().toLowerCase(Locale.ROOT);
    }

    private static Set<Facet> facets(Kind kind, Map<String, List<String>> parameters) {
        String names = text("facets", "", parameters);
        if (names.isEmpty()) {
            return FacetRequest.DEFAULT.facets();
        }
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        for (String name : names.split(",", -1)) {
            facets.add(facet(kind, name.strip()).orElseThrow(() -> new InvalidQueryException("facets",
                    "There is no facet \"" + name.strip() + "\"; known are " + facetNames(kind) + ".")));
        }
        return facets;
    }

    private static void put(String name, String value, String usual, Map<String, List<String>> parameters) {
        if (!value.equals(usual)) {
            parameters.put(name, List.of(value));
        }
    }

    /**
     * The parameter's text without white space around it.
     *
     * @throws InvalidQueryException if it is given more than once
     */
    static String text(String name, String usual, Map<String, List<String>> parameters) {
        String text = single(name, usual, parameters);
        return text.isBlank() ? usual : text.strip();
    }

    /**
     * The parameter's text as it was given.
     *
     * @throws InvalidQueryException if it is given more than once: each of the values would be meant
     */
    static String single(String name, String usual, Map<String, List<String>> parameters) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidQueryException(name,
                    "\"" + name + "\" is given " + values.size() + " times; it has one value.");
        }
        return values.isEmpty() ? usual : values.getFirst();
    }

    /**
     * The parameter as a number.
     *
     * @throws InvalidQueryException if it is none
     */
    static int number(String name, int usual, Map<String, List<String>> parameters) {
        String text = text(name, Integer.toString(usual), parameters);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidQueryException(name, "\"" + name + "\" is a whole number; \"" + text + "\" is not.");
        }
    }

    private static InvalidQueryException unknown(String name, Set<String> known) {
        return new InvalidQueryException(name,
                "There is no parameter \"" + name + "\""
                        + Nearest.of(name, known).map(nearest -> "; did you mean \"" + nearest + "\"?")
                                .orElse("; known are " + String.join(", ", new TreeSet<>(known)) + "."));
    }

    /** The facet of that name that cards of the kind have. */
    static Optional<Facet> facet(Kind kind, String name) {
        return Facet.named(name).filter(Facet.of(kind)::contains);
    }

    /** The names of the facets that cards of the kind have, for people. */
    static String facetNames(Kind kind) {
        return Facet.of(kind).stream().map(Facet::parameter).collect(Collectors.joining(", "));
    }

    private static Set<String> known(Kind kind) {
        Set<String> known = new TreeSet<>(Set.of("q", "sort", "page", "size", "facets", "facetSize"));
        for (Facet facet : Facet.of(kind)) {
            for (Mode mode : Mode.values()) {
                known.add(name(facet, mode));
            }
        }
        return known;
    }
}
