package dev.threatcards.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.javalin.http.Context;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.OperationQuery.Sort;

/**
 * Reads an {@link OperationQuery} from decoded parameters, and writes the addresses of its pages. Parameters with their default value are
 * left out of addresses.
 */
public final class OperationParameters {

    /** The page of operations. */
    public static final String PAGE = "/operations";

    /** The feed of operations. */
    public static final String FEED = "/operations.atom";

    /** The ends of a period in a form, each a month; together they are {@code active}. */
    public static final String FROM = "from";
    public static final String TO = "to";

    /** When an operation may have started. */
    public static final String ACTIVE = Facet.ACTIVE.parameter();

    private OperationParameters() {
    }

    /**
     * Reads a query.
     *
     * @throws InvalidQueryException if there is an unknown parameter, or a value is invalid
     */
    public static OperationQuery parse(Map<String, List<String>> parameters) {
        QueryParameters.requireOnly(known(), parameters);
        OperationQuery query = OperationQuery.of(QueryParameters.text(QueryParameters.TEXT, "", parameters))
                .active(QueryParameters.text(ACTIVE, "", parameters))
                .orderedBy(Sort.of(QueryParameters.text(QueryParameters.SORT, Sort.NEWEST.parameter(), parameters)))
                .page(QueryParameters.number(QueryParameters.PAGE, 1, parameters),
                        QueryParameters.number(QueryParameters.SIZE, OperationQuery.DEFAULT_SIZE, parameters))
                .facets(facets(parameters),
                        QueryParameters.number(QueryParameters.FACET_SIZE, FacetRequest.DEFAULT.size(), parameters));
        for (OperationFacet facet : OperationFacet.values()) {
            for (String value : parameters.getOrDefault(facet.parameter(), List.of())) {
                query = value.isBlank() ? query : query.with(facet, value.strip());
            }
        }
        Map<String, List<String>> ofActors = new LinkedHashMap<>(parameters);
        ofActors.keySet().retainAll(ofActors());
        return query.actors(QueryParameters.filters(Kind.ACTOR, ofActors));
    }

    /** Reads the query of a page. Parameters that no page has are ignored, because other sites add them to links. */
    public static OperationQuery ofPage(Context request) {
        Set<String> known = known();
        known.addAll(Set.of(FROM, TO));
        Map<String, List<String>> parameters = QueryString.known(known, request);
        String from = QueryParameters.text(FROM, "", parameters);
        String to = QueryParameters.text(TO, "", parameters);
        parameters.keySet().removeAll(Set.of(FROM, TO));
        OperationQuery query = parse(parameters);
        return from.isEmpty() && to.isEmpty() ? query : query.active(from.equals(to) ? from : from + ".." + to);
    }

    private static Set<String> facets(Map<String, List<String>> parameters) {
        if (!parameters.containsKey(QueryParameters.FACETS)) {
            return new LinkedHashSet<>(OperationFacet.parameters());
        }
        Set<String> facets = Arrays
                .stream(QueryParameters.single(QueryParameters.FACETS, "", parameters).split(",", -1))
                .map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        facets.stream().filter(name -> !OperationFacet.parameters().contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidQueryException(QueryParameters.FACETS, "There is no facet \"" + name + "\"; known are "
                    + String.join(", ", OperationFacet.parameters()) + ".");
        });
        return facets;
    }

    /** The parameters of a query. */
    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Set.of(QueryParameters.TEXT, ACTIVE, QueryParameters.SORT,
                QueryParameters.PAGE, QueryParameters.SIZE, QueryParameters.FACETS, QueryParameters.FACET_SIZE));
        Arrays.stream(OperationFacet.values()).map(OperationFacet::parameter).forEach(known::add);
        known.addAll(ofActors());
        return known;
    }

    /** The parameters of the facets of actors. */
    public static List<String> ofActors() {
        return OperationFacet.ofActors().stream()
                .flatMap(facet -> Arrays.stream(Mode.values()).map(mode -> QueryParameters.name(facet, mode))).toList();
    }

    /** The parameters of a query and their values, not encoded. */
    public static Map<String, List<String>> map(OperationQuery query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put(QueryParameters.TEXT, query.text(), "", parameters);
        query.values().forEach((facet, values) -> parameters.put(facet.parameter(), List.copyOf(values)));
        query.actors().choices().forEach((facet, choice) -> {
            for (Mode mode : Mode.values()) {
                if (!choice.values(mode).isEmpty()) {
                    parameters.put(QueryParameters.name(facet, mode), List.copyOf(choice.values(mode)));
                }
            }
        });
        put(ACTIVE, query.active(), "", parameters);
        put(QueryParameters.SORT, query.sort().parameter(), Sort.NEWEST.parameter(), parameters);
        put(QueryParameters.PAGE, Integer.toString(query.page()), "1", parameters);
        put(QueryParameters.SIZE, Integer.toString(query.size()), Integer.toString(OperationQuery.DEFAULT_SIZE),
                parameters);
        put(QueryParameters.FACET_SIZE, Integer.toString(query.facetSize()),
                Integer.toString(FacetRequest.DEFAULT.size()), parameters);
        return parameters;
    }

    private static void put(String name, String value, String usual, Map<String, List<String>> parameters) {
        if (!value.equals(usual)) {
            parameters.put(name, List.of(value));
        }
    }

    /** The page of a query. */
    public static String page(OperationQuery query) {
        return address(PAGE, query);
    }

    /** The feed of a query, whatever its page. */
    public static String feed(OperationQuery query) {
        return address(FEED,
                query.page(1, OperationQuery.DEFAULT_SIZE).facets(query.facets(), FacetRequest.DEFAULT.size()));
    }

    private static String address(String path, OperationQuery query) {
        String parameters = map(query).entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /**
     * The place of an operation on the page of its card.
     *
     * @param text the words to mark there; blank for none
     * @param home see {@link Addresses#home}
     */
    public static String place(CardReference card, String anchor, String text, String home) {
        return Addresses.card(card, home) + (text.isBlank() ? "" : "?" + QueryParameters.TEXT + "=" + encoded(text))
                + "#" + anchor;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
