package dev.threatcards.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Order;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchAdvice.Elsewhere;
import dev.threatcards.result.SearchAdvice.Relaxed;
import dev.threatcards.result.SearchAdvice.Understood;
import dev.threatcards.text.NameKeys;

/**
 * Makes the links of the site; {@link QueryParameters} reads what this writes. Links are relative to the host and encoded. Parameters with
 * their default value are left out.
 */
public final class Addresses {

    /** The parameters of the actors that a page compares. */
    public static final List<String> COMPARED = List.of("a", "b", "c", "d", "e");

    /** The page that lists vulnerabilities; their own pages are below it. */
    public static final String CVES = "/cves";

    /** The pages of techniques are below it. */
    public static final String TECHNIQUES = "/techniques";

    /** The page of a report; the parameter {@link QueryParameters#URL} has its address. */
    public static final String REPORTS = "/reports";

    /** The most values of a facet on a page: each has two links, and each link repeats the query. */
    public static final int MOST_VALUES = 500;

    /** The page of names by giver. */
    public static final String NAMES_TABLE = "/names/table";

    /** The page of the actors that a report fits. */
    public static final String LEADS = "/leads";

    /** Values of each facet after the first "More". */
    private static final int MORE_VALUES = 100;

    private Addresses() {
    }

    // Searches.

    /** The result page of actors. */
    public static String search(CardQuery query) {
        return search(SearchKind.ACTORS, query);
    }

    /** The result page of a query. */
    public static String search(SearchKind searched, CardQuery query) {
        return withParameters(searched.path(), query);
    }

    /** The actors that have the value. */
    public static String search(Facet facet, String value) {
        return search(SearchKind.ACTORS, facet, value);
    }

    /** The cards that have the value. */
    public static String search(SearchKind searched, Facet facet, String value) {
        return search(searched, CardQuery.all().with(facet, value));
    }

    /** The same search with other filters. */
    public static String filtered(SearchKind searched, CardQuery query, Filters filters) {
        return search(searched, asking(query, query.text(), filters));
    }

    /** The same search with the value selected, or deselected if it is. */
    public static String toggled(SearchKind searched, CardQuery query, Facet facet, FacetValue value) {
        Filters without = query.filters().without(facet, value.value());
        return filtered(searched, query, value.selected() ? without : without.with(facet, Mode.ANY, value.value()));
    }

    /** The same search without the cards that have the value. */
    public static String excluding(SearchKind searched, CardQuery query, Facet facet, String value) {
        return filtered(searched, query, query.filters().without(facet, value).with(facet, Mode.NOT, value));
    }

    /** The same search in another order. */
    public static String ordered(SearchKind searched, CardQuery query, Order order) {
        return search(searched, firstPage(query.orderedBy(order)));
    }

    /** Another page of the same search. */
    public static String page(SearchKind searched, CardQuery query, int page) {
        return search(searched, query.page(page, query.window().size()));
    }

    /** The same page with more values of each facet. */
    public static String moreValues(SearchKind searched, CardQuery query) {
        int size = query.facets().size() < MORE_VALUES ? MORE_VALUES : MOST_VALUES;
        return search(searched, query.facets(query.facets().facets(), size));
    }

    /** The values of a facet under the query, as a fragment of the page; {@code prefix} is to be added. */
    public static String facetValues(SearchKind searched, CardQuery query, Facet facet) {
        return withParameters(searched.facetsPath() + facet.parameter(), firstPage(query));
    }

    /** Pictures of the whole result of a query for actors. */
    public static String explore(CardQuery query) {
        return withParameters("/explore", selection(query));
    }

    /** The numbers of those pictures as JSON. */
    public static String statistics(CardQuery query) {
        return withParameters(ApiPaths.STATS, selection(query));
    }

    /** The whole result of a query as a file. */
    public static String export(ExportFormat format, SearchKind searched, CardQuery query) {
        String kind = searched == SearchKind.ACTORS ? "" : "kind=" + searched.kind().key();
        String parameters = parameters(selection(query).orderedBy(query.window().order()));
        String both = kind.isEmpty() || parameters.isEmpty() ? kind + parameters : kind + "&" + parameters;
        return ApiPaths.export(format) + (both.isEmpty() ? "" : "?" + both);
    }

    /** One card as a file. */
    public static String export(ExportFormat format, UUID card) {
        return ApiPaths.export(format) + "?id=" + card;
    }

    /** Several cards as one file. */
    public static String export(ExportFormat format, List<UUID> cards) {
        return ApiPaths.export(format)
                + cards.stream().map(card -> "id=" + card).collect(Collectors.joining("&", "?", ""));
    }

    // Queries that a result suggests, each from its first page.

    /** The query with the words as a filter. */
    public static CardQuery suggested(CardQuery query, Understood understood) {
        return asking(query, understood.text(), query.filters().with(understood.facet(), Mode.ANY, understood.value()));
    }

    /** The search that an advice suggests. */
    public static CardQuery suggested(CardQuery query, Elsewhere elsewhere) {
        return asking(query, query.text(), query.filters().with(Facet.COLLECTION, Mode.ANY, elsewhere.collection()));
    }

    /** The query for cards of any status. */
    public static CardQuery ofAnyEdition(CardQuery query) {
        return asking(query, query.text(), query.filters().with(Facet.EDITION, Mode.ANY, Filters.ANY_EDITION));
    }

    /** The query without a filter or a word. */
    public static CardQuery suggested(CardQuery query, Relaxed relaxed) {
        return asking(query, relaxed.text(), relaxed.filters());
    }

    /** The query with another text. */
    public static CardQuery suggested(CardQuery query, String text) {
        return asking(query, text, query.filters());
    }

    /**
     * The query for those of its cards that have the value. If alternatives are selected, the value must hold besides them: one more
     * alternative would widen the result.
     */
    public static CardQuery narrowed(CardQuery query, Facet facet, String value) {
        Set<String> alternatives = query.filters().choice(facet).any();
        if (alternatives.equals(Set.of(value))) {
            return query;
        }
        return query.with(facet, alternatives.isEmpty() ? Mode.ANY : Mode.ALL, value);
    }

    // Parameters.

    /** The parameters of a query, encoded and joined; empty for all cards. */
    public static String parameters(CardQuery query) {
        return parameterMap(query).entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    /** The parameters of a query and their values, not encoded. */
    public static Map<String, List<String>> parameterMap(CardQuery query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put(QueryParameters.TEXT, query.text(), "", parameters);
        query.filters().choices().forEach((facet, choice) -> {
            for (Mode mode : Mode.values()) {
                if (!choice.values(mode).isEmpty()) {
                    parameters.put(QueryParameters.name(facet, mode), List.copyOf(choice.values(mode)));
                }
            }
        });
        put(QueryParameters.SORT, query.window().order().parameter(), Order.RELEVANCE.parameter(), parameters);
        put(QueryParameters.PAGE, query.window().page(), 1, parameters);
        put(QueryParameters.SIZE, query.window().size(), CardQuery.DEFAULT_SIZE, parameters);
        put(QueryParameters.FACET_SIZE, query.facets().size(), FacetRequest.DEFAULT.size(), parameters);
        return parameters;
    }

    // Cards and names.

    /** The collection whose cards have their title as address: the index's first. */
    public static String home(Provenance provenance) {
        return provenance.collections().stream().findFirst().map(CollectionCounts::collection).orElse("");
    }

    /**
     * The page of a card: by its title if it is of the home collection, else by its uuid.
     *
     * @param home see {@link #home}
     */
    public static String card(CardReference card, String home) {
        return folder(card.kind()) + encoded(key(card, home));
    }

    /** The page of the card with that uuid, where others share its title. */
    public static String uuid(Kind kind, UUID uuid) {
        return folder(kind) + uuid;
    }

    /** The page of the card with that name, or the choice between several. For a tool even if actors have the name too. */
    public static String named(Kind kind, String name) {
        return folder(kind) + encoded(name).replace("+", "%20");
    }

    /** The card as the API gives it. */
    public static String api(Card card) {
        return ApiPaths.cards(CardReference.of(card).kind()) + card.uuid();
    }

    /** The page of a vulnerability. */
    public static String cve(CveId id) {
        return CVES + "/" + id;
    }

    /** The page of a technique. */
    public static String technique(TechniqueId id) {
        return TECHNIQUES + "/" + id;
    }

    /** The page of a report with that address, in the normal form or any other. */
    public static String report(String address) {
        return REPORTS + "?" + QueryParameters.URL + "=" + encoded(address);
    }

    /** The page of a report with the cards of a collection. */
    public static String report(String address, String collection) {
        return report(address) + "&" + parameters(CardQuery.all().with(Facet.COLLECTION, collection));
    }

    /** The list of vulnerabilities of a query. */
    public static String cves(CveQuery query) {
        String parameters = parameters(
                new CardQuery(query.text(), query.filters(), CardQuery.all().window(), FacetRequest.DEFAULT));
        return CVES + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** What the names resolve to. */
    public static String names(List<String> names) {
        return names.stream().map(name -> "name=" + encoded(name)).collect(Collectors.joining("&", "/names?", ""));
    }

    /** The page of names by giver. */
    public static String namesTable(CardQuery query, List<String> givers, int page) {
        String parameters = names(query, givers);
        String all = page == 1 ? parameters : parameters + (parameters.isEmpty() ? "" : "&") + "page=" + page;
        return NAMES_TABLE + (all.isEmpty() ? "" : "?" + all);
    }

    /** The whole table of names by giver as CSV. */
    public static String namesCsv(CardQuery query, List<String> givers) {
        String parameters = names(query, givers);
        return ApiPaths.NAMES_CSV + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** What a giver calls the actor of a name. */
    public static String translation(String name, String giver) {
        return NAMES_TABLE + "?" + NameTableRequest.NAME + "=" + encoded(name) + "&" + NameTableRequest.TO + "="
                + encoded(giver);
    }

    private static String names(CardQuery query, List<String> givers) {
        String search = parameters(selection(query).orderedBy(query.window().order()));
        return Stream
                .concat(search.isEmpty() ? Stream.empty() : Stream.of(search),
                        givers.stream().map(giver -> NameTableRequest.GIVER + "=" + encoded(giver)))
                .collect(Collectors.joining("&"));
    }

    /**
     * The comparison of actors.
     *
     * @param actors at most as many as {@link #COMPARED}, each as {@link #key} gives it
     */
    public static String compare(List<String> actors) {
        return IntStream.range(0, actors.size()).mapToObj(i -> COMPARED.get(i) + "=" + encoded(actors.get(i)))
                .collect(Collectors.joining("&", actors.isEmpty() ? "/compare" : "/compare?", ""));
    }

    /** The title or the uuid by which a link names the card, see {@link #card}. A current card may have the title of one that is not. */
    public static String key(CardReference card, String home) {
        String title = NameKeys.slug(card.name());
        return card.edition().isCurrent() && card.collection().equals(home) && !title.isEmpty()
                ? title
                : card.uuid().toString();
    }

    private static CardQuery firstPage(CardQuery query) {
        return query.page(1, query.window().size());
    }

    private static CardQuery asking(CardQuery query, String text, Filters filters) {
        return firstPage(new CardQuery(text, filters, query.window(), query.facets()));
    }

    private static CardQuery selection(CardQuery query) {
        CardQuery all = CardQuery.all();
        return new CardQuery(query.text(), query.filters(), all.window(), all.facets());
    }

    private static String withParameters(String path, CardQuery query) {
        String parameters = parameters(query);
        return path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static <T> void put(String name, T value, T usual, Map<String, List<String>> parameters) {
        if (!value.equals(usual)) {
            parameters.put(name, List.of(value.toString()));
        }
    }

    private static String folder(Kind kind) {
        return switch (kind) {
            case ACTOR -> "/cards/";
            case TOOL -> "/tools/";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
