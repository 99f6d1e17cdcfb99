package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.CardQuery;
import dev.threatcards.SearchResult;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.Prose;
import dev.threatcards.search.FacetRequest;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Filters;
import dev.threatcards.search.Filters.Choice;
import dev.threatcards.search.Filters.Mode;
import dev.threatcards.search.Guidance;
import dev.threatcards.search.Highlight;
import dev.threatcards.search.Hit;
import dev.threatcards.search.Match;
import dev.threatcards.search.Order;

/** The search page: what its template lays out. */
record SearchPage(Site site, boolean empty, String count, List<Hidden> hidden, List<Chip> chips, String withoutFilters,
        Advice advice, List<Panel> panels, List<Result> results, List<Sort> sorts, Pager pager) {

    /** A parameter that the search form carries along. */
    record Hidden(String name, String value) {
    }

    /** A filter that is on; its link takes it off. */
    record Chip(String facet, String value, boolean excluded, String remove) {
    }

    /**
     * What the search says beside its hits.
     *
     * @param meant the text put right, without a link if nothing is to be
     * @param ignored words that no card has
     * @param shared the name that several of the cards carry; empty if none
     */
    record Advice(Offer meant, List<String> ignored, String shared, List<CardReference> sharing, List<Offer> understood,
            List<Offer> ways) {
    }

    /** Another search, with how many cards it gives; {@code about} says what is asked of {@code text}. */
    record Offer(String about, String text, int count, String link) {
    }

    /** A facet and its values; {@code more} is the address that lists more of them, empty if these are all. */
    record Panel(String id, String label, List<Value> values, String more) {
    }

    /** A value to drill down to: its link chooses it, or takes the choice back; {@code exclude} leaves its cards out. */
    record Value(String text, int count, boolean selected, String toggle, String exclude) {
    }

    /** An order to choose; without a link if it is the present one. */
    record Sort(String label, String link) {
    }

    /** The pages before and after; without a link if there is none. */
    record Pager(int page, int pages, String previous, String next) {
    }

    /** A card in the list. */
    record Result(String name, String link, List<Name> names, List<Fact> facts, List<Match> reasons,
            List<Highlight> passages, String summary) {
    }

    /** What is known of a card, with a link to all cards that share it; without one if that is no facet. */
    record Fact(String text, String link) {
    }

    /** Names under a hit; the card has them all. */
    private static final int NAMES = 6;

    /** What "more" asks for first, and then. */
    private static final int MORE_VALUES = 100;

    /** The most values of a facet on a page: each is two links, and a link repeats the whole query. */
    static final int ALL_VALUES = 500;

    private static final Map<Facet, String> LABELS = Map.of(Facet.COUNTRY, "Attributed to", Facet.MOTIVATION,
            "Motivation", Facet.SECTOR, "Observed sectors", Facet.TARGET, "Observed countries", Facet.TOOL, "Tools",
            Facet.GIVER, "Name-giver", Facet.COLLECTION, "Collection", Facet.CATEGORY, "Category", Facet.FIRST_SEEN,
            "First seen", Facet.ACTIVE, "Active in");

    private static final List<Order.Key> ORDERS = List.of(Order.Key.RELEVANCE, Order.Key.NAME, Order.Key.FIRST_SEEN,
            Order.Key.LAST_ACTIVE, Order.Key.CHANGED);

    /**
     * @param home the index's first collection
     */
    static SearchPage of(SearchResult result, String home) {
        CardQuery query = result.query();
        return new SearchPage(Site.of(query, result.provenance()), result.total() == 0, count(result), hidden(query),
                chips(query), Addresses.search(firstPage(withFilters(query, Filters.NONE))), advice(result),
                panels(result), result.hits().stream().map(hit -> result(hit, home)).toList(), sorts(query),
                pager(result));
    }

    static String label(Facet facet) {
        return LABELS.get(facet);
    }

    private static String count(SearchResult result) {
        boolean all = result.query().text().isBlank() && result.query().filters().isEmpty();
        String cards = result.total() == 1 ? "1 card" : String.format("%,d cards", result.total());
        return all
                ? cards
                : result.total() == 0 ? "No card matches" : cards + (result.total() == 1 ? " matches" : " match");
    }

    private static List<Hidden> hidden(CardQuery query) {
        List<Hidden> hidden = new ArrayList<>();
        QueryParameters.of(query).forEach((name, values) -> {
            if (!Set.of("q", "page").contains(name)) {
                values.forEach(value -> hidden.add(new Hidden(name, value)));
            }
        });
        return hidden;
    }

    private static List<Chip> chips(CardQuery query) {
        List<Chip> chips = new ArrayList<>();
        query.filters().choices().forEach((facet, choice) -> {
            for (Mode mode : Mode.values()) {
                choice.values(mode).forEach(value -> chips.add(new Chip(LABELS.get(facet), value, mode == Mode.NOT,
                        Addresses.search(firstPage(withFilters(query, query.filters().without(facet, value)))))));
            }
        });
        return chips;
    }

    private static Advice advice(SearchResult result) {
        CardQuery query = result.query();
        Guidance guidance = result.guidance();
        Offer meant = guidance.didYouMean()
                .map(text -> new Offer("", text, 0, Addresses.search(Offers.of(query, text))))
                .orElse(new Offer("", "", 0, ""));
        return new Advice(meant, guidance.ignored(), guidance.isAmbiguous() ? query.text().strip() : "",
                guidance.sharing(),
                guidance.understood().stream()
                        .map(each -> new Offer(each.words(), LABELS.get(each.facet()) + ": " + each.value(),
                                each.total(), Addresses.search(Offers.of(query, each))))
                        .toList(),
                guidance.ways().stream()
                        .map(way -> new Offer("", way.dropped(), way.total(), Addresses.search(Offers.of(query, way))))
                        .toList());
    }

    private static List<Panel> panels(SearchResult result) {
        CardQuery query = result.query();
        List<Panel> panels = new ArrayList<>();
        for (Map.Entry<Facet, List<FacetValue>> entry : result.facets().entrySet()) {
            Facet facet = entry.getKey();
            Choice choice = query.filters().choice(facet);
            List<Value> values = entry.getValue().stream().map(value -> value(value, facet, choice, query)).toList();
            // Whose cards they are is no question where they are all of one collection.
            boolean oneCollection = facet == Facet.COLLECTION && values.size() == 1 && choice.values().isEmpty();
            if (!values.isEmpty() && !oneCollection) {
                long unselected = values.stream().filter(value -> !value.selected).count();
                panels.add(new Panel(facet.parameter(), LABELS.get(facet), values,
                        unselected < query.facets().size() ? "" : more(query) + "#" + facet.parameter()));
            }
        }
        return panels;
    }

    private static Value value(FacetValue value, Facet facet, Choice choice, CardQuery query) {
        Filters filters = query.filters();
        Filters toggled = value.selected()
                ? filters.without(facet, value.value())
                : filters.without(facet, value.value()).with(facet, Mode.ANY, value.value());
        String exclude = choice.not().contains(value.value())
                ? ""
                : Addresses.search(firstPage(withFilters(query,
                        filters.without(facet, value.value()).with(facet, Mode.NOT, value.value()))));
        return new Value(value.value(), value.count(), value.selected(),
                Addresses.search(firstPage(withFilters(query, toggled))), exclude);
    }

    private static String more(CardQuery query) {
        int size = query.facets().size() < MORE_VALUES ? MORE_VALUES : ALL_VALUES;
        return Addresses.search(new CardQuery(query.text(), query.filters(), query.window(),
                new FacetRequest(query.facets().facets(), size)));
    }

    private static List<Sort> sorts(CardQuery query) {
        List<Sort> sorts = new ArrayList<>();
        for (Order.Key key : ORDERS) {
            // Of dates the newest come first, which is what is asked for more often.
            boolean newest = key != Order.Key.RELEVANCE && key != Order.Key.NAME;
            Order order = new Order(key, newest);
            sorts.add(new Sort(label(key),
                    query.window().order().equals(order) ? "" : Addresses.search(firstPage(query.orderedBy(order)))));
        }
        return sorts;
    }

    private static String label(Order.Key key) {
        return switch (key) {
            case RELEVANCE -> "Relevance";
            case NAME -> "Name";
            case FIRST_SEEN -> "First seen";
            case LAST_ACTIVE -> "Last active";
            case CHANGED -> "Changed";
        };
    }

    private static Pager pager(SearchResult result) {
        CardQuery query = result.query();
        int page = query.window().page();
        int size = query.window().size();
        return new Pager(page, result.pages(), page > 1 ? Addresses.search(query.page(page - 1, size)) : "",
                page < result.pages() ? Addresses.search(query.page(page + 1, size)) : "");
    }

    private static Result result(Hit<ActorCard> hit, String home) {
        ActorCard card = hit.card();
        List<Fact> facts = new ArrayList<>();
        card.country().forEach(country -> facts.add(new Fact(country, Addresses.search(Facet.COUNTRY, country))));
        card.motivation()
                .forEach(motivation -> facts.add(new Fact(motivation, Addresses.search(Facet.MOTIVATION, motivation))));
        if (!card.firstSeen().text().isEmpty()) {
            facts.add(new Fact("since " + card.firstSeen().text(), ""));
        }
        if (card.lastActive().isKnown()) {
            facts.add(new Fact("last active " + card.lastActive().text(), ""));
        }
        List<Highlight> passages = new ArrayList<>();
        hit.highlights().values().forEach(passages::addAll);
        String summary = Prose.of(card.description()).plain().lines().findFirst().orElse("");
        return new Result(card.name(), Addresses.card(CardReference.of(card), home),
                card.names().stream().limit(NAMES).toList(), facts, hit.matched(), passages,
                passages.isEmpty() ? summary : "");
    }

    private static CardQuery withFilters(CardQuery query, Filters filters) {
        return new CardQuery(query.text(), filters, query.window(), query.facets());
    }

    private static CardQuery firstPage(CardQuery query) {
        return query.page(1, query.window().size());
    }
}
