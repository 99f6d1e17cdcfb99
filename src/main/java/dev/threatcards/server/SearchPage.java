package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import dev.threatcards.search.Filters.Mode;
import dev.threatcards.search.Guidance;
import dev.threatcards.search.Highlight;
import dev.threatcards.search.Hit;
import dev.threatcards.search.Match;
import dev.threatcards.search.Order;

/** The search page: what its template lays out; {@code pictures} shows what the result looks like. */
record SearchPage(Site site, boolean empty, String count, List<Hidden> hidden, List<Chip> chips, String withoutFilters,
        Advice advice, List<YearBars> years, List<Panel> panels, List<Result> results, List<Sort> sorts, Pager pager,
        String pictures) {

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

    /**
     * A facet and its values.
     *
     * @param more the address that lists more of them; empty if these are all
     * @param find the address that finds values by how they begin, under the same query; empty if these are all
     */
    record Panel(String id, String label, List<Value> values, String more, String find) {
    }

    /**
     * A value to drill down to: its link chooses it, or takes the choice back; {@code exclude} leaves its cards out.
     *
     * @param share how long its bar is, in per cent of the longest
     */
    record Value(String text, int count, int share, boolean selected, String toggle, String exclude) {
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

    /** Facets that are pictures instead of lists. */
    private static final Set<Facet> YEARS = Set.of(Facet.FIRST_SEEN, Facet.ACTIVE);

    private static final List<Order.Key> ORDERS = List.of(Order.Key.RELEVANCE, Order.Key.NAME, Order.Key.FIRST_SEEN,
            Order.Key.LAST_ACTIVE, Order.Key.CHANGED);

    /**
     * @param query what was asked for, with the number of values that a list shows
     * @param result what was found, with every value of every facet
     * @param home the index's first collection
     */
    static SearchPage of(CardQuery query, SearchResult result, String home) {
        return new SearchPage(Site.of(query, result.provenance()), result.total() == 0, count(result), hidden(query),
                chips(query, Addresses::search), Addresses.search(firstPage(withFilters(query, Filters.NONE))),
                advice(query, result), years(query, result), panels(query, result),
                result.hits().stream().map(hit -> result(hit, home)).toList(), sorts(query),
                pager(query, result.pages()), Addresses.explore(query));
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

    /**
     * A chip for each filter.
     *
     * @param address where a query is shown
     */
    static List<Chip> chips(CardQuery query, Function<CardQuery, String> address) {
        List<Chip> chips = new ArrayList<>();
        query.filters().choices().forEach((facet, choice) -> {
            for (Mode mode : Mode.values()) {
                List<List<String>> together = YEARS.contains(facet)
                        ? runs(choice.values(mode))
                        : choice.values(mode).stream().map(List::of).toList();
                together.forEach(values -> chips.add(chip(facet, mode, values, query, address)));
            }
        });
        return chips;
    }

    private static Chip chip(Facet facet, Mode mode, List<String> values, CardQuery query,
            Function<CardQuery, String> address) {
        Filters filters = query.filters();
        for (String value : values) {
            filters = filters.without(facet, value);
        }
        String text = values.size() == 1 ? values.getFirst() : values.getFirst() + "–" + values.getLast();
        return new Chip(LABELS.get(facet), text, mode == Mode.NOT,
                address.apply(firstPage(withFilters(query, filters))));
    }

    /** Years that follow each other, together. */
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

    private static Advice advice(CardQuery query, SearchResult result) {
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

    private static List<YearBars> years(CardQuery query, SearchResult result) {
        return result.facets().entrySet().stream().filter(facet -> YEARS.contains(facet.getKey()))
                .map(facet -> YearBars.of(facet.getKey().parameter(), LABELS.get(facet.getKey()), facet.getValue(),
                        value -> toggle(value, facet.getKey(), query)))
                .filter(bars -> !bars.bars().isEmpty()).toList();
    }

    private static List<Panel> panels(CardQuery query, SearchResult result) {
        List<Panel> panels = new ArrayList<>();
        result.facets().forEach((facet, values) -> {
            // Whose cards they are is no question where they are all of one collection.
            boolean oneCollection = facet == Facet.COLLECTION && values.size() == 1
                    && query.filters().choice(facet).values().isEmpty();
            if (!YEARS.contains(facet) && !values.isEmpty() && !oneCollection) {
                panels.add(panel(facet, values, query));
            }
        });
        return panels;
    }

    private static Panel panel(Facet facet, List<FacetValue> all, CardQuery query) {
        List<Value> shown = shown(facet, all, query);
        boolean some = shown.size() < all.size();
        return new Panel(facet.parameter(), LABELS.get(facet), shown, some ? more(query) + "#" + facet.parameter() : "",
                some ? Addresses.values(facet, firstPage(query)) : "");
    }

    /** The values that a list shows: as many as were asked for, and those that are chosen or left out. */
    static List<Value> shown(Facet facet, List<FacetValue> all, CardQuery query) {
        Set<String> named = query.filters().choice(facet).values();
        Set<FacetValue> first = all.stream().filter(value -> !named.contains(value.value()))
                .limit(query.facets().size()).collect(Collectors.toSet());
        int most = all.stream().mapToInt(FacetValue::count).max().orElse(0);
        return all.stream().filter(value -> named.contains(value.value()) || first.contains(value))
                .map(value -> value(value, most, facet, query)).toList();
    }

    private static Value value(FacetValue value, int most, Facet facet, CardQuery query) {
        Filters filters = query.filters();
        String exclude = filters.choice(facet).not().contains(value.value())
                ? ""
                : Addresses.search(firstPage(withFilters(query,
                        filters.without(facet, value.value()).with(facet, Mode.NOT, value.value()))));
        return new Value(value.value(), value.count(), most == 0 ? 0 : Math.ceilDiv(100 * value.count(), most),
                value.selected(), toggle(value, facet, query), exclude);
    }

    /** The search with the value chosen, or without the choice. */
    private static String toggle(FacetValue value, Facet facet, CardQuery query) {
        Filters without = query.filters().without(facet, value.value());
        return Addresses.search(firstPage(
                withFilters(query, value.selected() ? without : without.with(facet, Mode.ANY, value.value()))));
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

    private static Pager pager(CardQuery query, int pages) {
        int page = query.window().page();
        int size = query.window().size();
        return new Pager(page, pages, page > 1 ? Addresses.search(query.page(page - 1, size)) : "",
                page < pages ? Addresses.search(query.page(page + 1, size)) : "");
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
