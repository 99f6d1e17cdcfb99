package dev.threatcards.web.http;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.javalin.http.Context;

import dev.threatcards.analysis.NearestWord;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;

/**
 * Reads a {@link CardQuery} and single values from decoded parameters; {@link Addresses} writes them. Each facet has three parameters:
 * {@code country} for alternatives, {@code country.all} for values that must all hold, {@code country.not} for excluded values. Each may
 * be repeated; other parameters may not. Unknown parameters and invalid values end in an {@link InvalidQueryException}.
 */
public final class QueryParameters {

    public static final String TEXT = "q";
    /** The address of a report. */
    public static final String URL = "url";

    static final String SORT = "sort";
    public static final String PAGE = "page";
    static final String SIZE = "size";
    static final String FACETS = "facets";
    static final String FACET_SIZE = "facetSize";

    /** What a facet's values have to begin with. */
    public static final String PREFIX = "prefix";

    /** The parameters that choose the order, the page and the facets of a result, but not which cards are in it. */
    private static final Set<String> PRESENTATION = Set.of(SORT, PAGE, SIZE, FACETS, FACET_SIZE);

    private QueryParameters() {
    }

    /** The parameter of a facet: {@code country}, {@code country.all}, {@code country.not}. */
    public static String name(Facet facet, Mode mode) {
        return switch (mode) {
            case ANY -> facet.parameter();
            case ALL -> facet.parameter() + ".all";
            case NOT -> facet.parameter() + ".not";
        };
    }

    /**
     * Reads a query for cards of a kind, with the facets and orders of that kind.
     *
     * @param more parameters that are allowed besides those of a query
     */
    public static CardQuery parse(Kind kind, Map<String, List<String>> parameters, Set<String> more) {
        Set<String> known = known(kind);
        known.addAll(more);
        requireOnly(known, parameters);
        PageRequest window = new PageRequest(Order.of(text(SORT, Order.RELEVANCE.parameter(), parameters), kind),
                number(PAGE, 1, parameters), number(SIZE, CardQuery.DEFAULT_SIZE, parameters));
        FacetRequest facets = new FacetRequest(facets(kind, parameters),
                number(FACET_SIZE, FacetRequest.DEFAULT.size(), parameters));
        return new CardQuery(text(TEXT, "", parameters), filters(kind, parameters), window, facets);
    }

    /** Reads the text and the filters alone: the whole result, whatever its order. */
    public static CardQuery parseSelection(Map<String, List<String>> parameters) {
        Set<String> known = known(Kind.ACTOR);
        known.removeAll(PRESENTATION);
        requireOnly(known, parameters);
        return parse(Kind.ACTOR, parameters, Set.of());
    }

    /** Reads which vulnerabilities to list: a part of the ids, the filters of actors, and a page. */
    public static CveQuery parseCves(Map<String, List<String>> parameters) {
        Map<String, List<String>> selection = new LinkedHashMap<>(parameters);
        selection.keySet().removeAll(Set.of(PAGE, SIZE));
        CardQuery cards = parseSelection(selection);
        return new CveQuery(cards.text(), cards.filters(), number(PAGE, 1, parameters),
                number(SIZE, CveQuery.DEFAULT_SIZE, parameters));
    }

    /**
     * Reads the id of a vulnerability in any spelling.
     *
     * @throws InvalidQueryException if the text is no such id
     */
    public static CveId cve(String text) {
        return CveId.parse(text).orElseThrow(() -> new InvalidQueryException("id", "\"" + text
                + "\" is no CVE id; an id has a year and a number of four to seven digits: CVE-2017-11882."));
    }

    /**
     * The technique that a parameter names.
     *
     * @throws InvalidQueryException if the text is no id of a technique
     */
    public static TechniqueId technique(String text) {
        return TechniqueId.parse(text).orElseThrow(() -> new InvalidQueryException("id", "\"" + text
                + "\" is no id of a technique; an id has four digits, and three more for a sub-technique: T1566.001."));
    }

    /**
     * Reads the query of a page. Parameters that no page has are ignored, because other sites add them to links.
     *
     * @param more parameters that are allowed besides those of a query
     */
    public static CardQuery ofPage(Kind kind, Set<String> more, Context request) {
        return parse(kind, ofPages(more, request), more);
    }

    /** Reads the text and the filters of a page that shows a whole result. Parameters that no page has are ignored. */
    public static CardQuery selectionOfPage(Context request) {
        return parseSelection(ofPages(Set.of(), request));
    }

    /** The parameters of queries for any kind of card: to ignore a filter of the wrong kind would widen the result. */
    static Map<String, List<String>> ofPages(Set<String> more, Context request) {
        Set<String> known = new HashSet<>(more);
        for (Kind kind : Kind.values()) {
            known.addAll(known(kind));
        }
        return QueryString.known(known, request);
    }

    /** Checks that there are no parameters but these. */
    public static void requireOnly(Set<String> known, Map<String, List<String>> parameters) {
        parameters.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidQueryException(name,
                    "There is no parameter \"" + name + "\""
                            + (known.isEmpty()
                                    ? " here; this address takes none."
                                    : NearestWord.of(name, known).map(nearest -> "; did you mean \"" + nearest + "\"?")
                                            .orElse("; known are " + String.join(", ", new TreeSet<>(known)) + ".")));
        });
    }

    /** Reads a flag: {@code ?generic=true}, or {@code ?generic} alone. */
    public static boolean flag(String name, Map<String, List<String>> parameters) {
        if (!parameters.containsKey(name)) {
            return false;
        }
        String text = text(name, "true", parameters);
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidQueryException(name, "\"" + name + "\" is true or false; \"" + text + "\" is neither.");
        }
        return text.equals("true");
    }

    /**
     * Reads a text without surrounding white space.
     *
     * @param usual the default, also for a blank text
     */
    public static String text(String name, String usual, Map<String, List<String>> parameters) {
        String text = single(name, usual, parameters);
        return text.isBlank() ? usual : text.strip();
    }

    /** Reads a text as it is. */
    public static String single(String name, String usual, Map<String, List<String>> parameters) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidQueryException(name,
                    "\"" + name + "\" is given " + values.size() + " times; it has one value.");
        }
        return values.isEmpty() ? usual : values.getFirst();
    }

    /** Reads a whole number. */
    public static int number(String name, int usual, Map<String, List<String>> parameters) {
        String text = text(name, Integer.toString(usual), parameters);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidQueryException(name, "\"" + name + "\" is a whole number; \"" + text + "\" is not.");
        }
    }

    /** The facet with that parameter, if cards of the kind have it. */
    public static Optional<Facet> facet(Kind kind, String name) {
        return Facet.named(name).filter(Facet.of(kind)::contains);
    }

    /** The parameters of the kind's facets, for messages. */
    public static String facetNames(Kind kind) {
        return Facet.of(kind).stream().map(Facet::parameter).collect(Collectors.joining(", "));
    }

    static Filters filters(Kind kind, Map<String, List<String>> parameters) {
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
        return filters;
    }

    private static Set<Facet> facets(Kind kind, Map<String, List<String>> parameters) {
        if (!parameters.containsKey(FACETS)) {
            return FacetRequest.DEFAULT.facets();
        }
        String names = text(FACETS, "", parameters);
        if (names.isEmpty()) {
            return Set.of();
        }
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        for (String name : names.split(",", -1)) {
            facets.add(facet(kind, name.strip()).orElseThrow(() -> new InvalidQueryException(FACETS,
                    "There is no facet \"" + name.strip() + "\"; known are " + facetNames(kind) + ".")));
        }
        return facets;
    }

    private static Set<String> known(Kind kind) {
        Set<String> known = new TreeSet<>(PRESENTATION);
        known.add(TEXT);
        for (Facet facet : Facet.of(kind)) {
            for (Mode mode : Mode.values()) {
                known.add(name(facet, mode));
            }
        }
        return known;
    }
}
