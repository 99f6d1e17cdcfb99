package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.threatcards.CardQuery;
import dev.threatcards.LandscapeResult;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.search.Landscape;
import dev.threatcards.search.Landscape.Count;
import dev.threatcards.search.Landscape.Rarity;

/**
 * The page that shows what some cards look like: what its template lays out.
 *
 * @param list the search page that lists the cards
 * @param all the pictures of all cards
 * @param data the same as JSON
 */
record ExplorePage(Site site, String count, String list, String all, String data, List<Chip> chips, List<Total> totals,
        List<HeatMap> maps, List<ToolClass> rarity, List<Tool> mostUsed, Network network) {

    /** How many there are of something. */
    record Total(String label, String count) {
    }

    /**
     * Tools that about as many actors use.
     *
     * @param share how long its bar is, in per cent of the longest
     * @param more says how many are not listed, empty if all are
     */
    record ToolClass(String users, String count, int share, List<Tool> tools, String more) {
    }

    /**
     * A tool, with how many of the cards use it.
     *
     * @param share how long its bar is, in per cent of the longest
     */
    record Tool(String name, int count, int share, String link) {
    }

    /** Actors that share rare tools; {@code extent} says how much of it is shown. */
    record Network(String extent, List<Pair> pairs) {
    }

    /** Two actors, and the rare tools that both use. */
    record Pair(Link one, Link other, List<Link> tools) {
    }

    record Link(String text, String href) {
    }

    /** Names in a class; the API has all. */
    private static final int NAMES = 120;

    private static final int MOST_USED = 20;

    /** Pairs in the network: more of them grow together into one knot that nobody can read. */
    private static final int PAIRS = 80;

    /**
     * @param home the index's first collection
     */
    static ExplorePage of(LandscapeResult result, String home) {
        CardQuery query = result.query();
        Landscape landscape = result.landscape();
        return new ExplorePage(Site.of("Explore", Site.Section.EXPLORE, result.provenance()),
                counted(landscape.totals().actors(), "actor"), Addresses.search(query),
                Addresses.explore(CardQuery.all()), data(query), chips(query), totals(landscape.totals()),
                maps(landscape, query), rarity(landscape, query), mostUsed(landscape.tools(), query),
                network(landscape, query, home));
    }

    private static String data(CardQuery query) {
        String parameters = Addresses.parameters(query);
        return "/api/v1/stats" + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static List<Chip> chips(CardQuery query) {
        List<Chip> chips = new ArrayList<>();
        if (!query.text().isBlank()) {
            chips.add(new Chip("Words", query.text().strip(), false,
                    Addresses.explore(new CardQuery("", query.filters(), query.window(), query.facets()))));
        }
        chips.addAll(Chip.of(query,
                filters -> Addresses.explore(new CardQuery(query.text(), filters, query.window(), query.facets()))));
        return chips;
    }

    private static List<Total> totals(Landscape.Totals totals) {
        return Stream
                .of(total("Actors", totals.actors()), total("Names", totals.names()),
                        total("Name-givers", totals.givers()), total("Attributed countries", totals.countries()),
                        total("Observed countries", totals.targets()), total("Sectors", totals.sectors()),
                        total("Tools", totals.tools()), total("Operations", totals.operations()),
                        total("Counter operations", totals.counterOperations()))
                .filter(total -> !total.count.equals("0")).toList();
    }

    private static Total total(String label, int count) {
        return new Total(label, String.format(Locale.ROOT, "%,d", count));
    }

    private static List<HeatMap> maps(Landscape landscape, CardQuery query) {
        HeatMap origins = HeatMap.of("origins", "Who goes after whom",
                "Countries that actors are attributed to, by the countries in which they were observed. A cell is a number of"
                        + " actors, and leads to them.",
                landscape.origins(), query);
        HeatMap sectors = HeatMap.of("sectors", "Sectors over the years",
                "Observed sectors of actors, by the years in which operations of theirs began. Cards do not say which"
                        + " operation went after which sector: an actor counts in all of its own.",
                landscape.sectors(), query);
        return Stream.of(origins, sectors).filter(map -> !map.lines().isEmpty() && !map.columns().isEmpty()).toList();
    }

    private static List<ToolClass> rarity(Landscape landscape, CardQuery query) {
        int most = landscape.rarity().stream().mapToInt(some -> some.tools().size() + some.more()).max().orElse(1);
        return landscape.rarity().stream().map(some -> toolClass(some, most, query)).toList();
    }

    private static ToolClass toolClass(Rarity some, int most, CardQuery query) {
        String users = some.from() == some.to()
                ? counted(some.from(), "actor")
                : some.to() == Integer.MAX_VALUE ? some.from() + " or more" : some.from() + " to " + some.to();
        List<Tool> tools = some.tools().stream().limit(NAMES).map(tool -> tool(tool, tool.cards(), query)).toList();
        int all = some.tools().size() + some.more();
        int left = all - tools.size();
        return new ToolClass(users, String.format(Locale.ROOT, "%,d", all), share(all, most), tools,
                left == 0 ? "" : String.format(Locale.ROOT, "and %,d more", left));
    }

    private static List<Tool> mostUsed(List<Count> tools, CardQuery query) {
        int most = tools.isEmpty() ? 1 : tools.getFirst().cards();
        return tools.stream().limit(MOST_USED).map(tool -> tool(tool, most, query)).toList();
    }

    private static Tool tool(Count tool, int most, CardQuery query) {
        return new Tool(tool.value(), tool.cards(), share(tool.cards(), most), link(tool, query));
    }

    private static String link(Count tool, CardQuery query) {
        return Addresses.search(Narrowing.of(query, Facet.TOOL, tool.value()));
    }

    private static Link actor(CardReference card, String home) {
        return new Link(card.name(), Addresses.card(card, home));
    }

    private static int share(int count, int most) {
        return Math.ceilDiv(100 * count, most);
    }

    private static Network network(Landscape landscape, CardQuery query, String home) {
        List<Pair> pairs = landscape.pairs().stream().limit(PAIRS)
                .map(pair -> new Pair(actor(pair.one(), home), actor(pair.other(), home),
                        pair.tools().stream().map(tool -> new Link(tool.value(), link(tool, query))).toList()))
                .toList();
        int all = landscape.pairs().size() + landscape.morePairs();
        String extent = pairs.size() == all
                ? counted(pairs.size(), "pair") + "."
                : String.format(Locale.ROOT, "The %,d closest of %,d pairs.", pairs.size(), all);
        return new Network(extent, pairs);
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
