package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.DeckStatistics.Count;
import dev.threatcards.result.DeckStatistics.Rarity;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;

/**
 * The view model of the page that shows a result in pictures.
 *
 * @param list the result page with the same actors
 * @param all the same page for all actors
 * @param data the numbers as JSON
 */
record ExplorePage(Site site, String count, String list, String all, String data, List<FilterChip> chips,
        List<Total> totals, List<HeatMap> maps, List<ToolClass> rarity, List<Tool> mostUsed, Network network) {

    record Total(String label, String count) {
    }

    /** Tools with a similar number of users; {@code share} is the length of the bar, in per cent of the longest. */
    record ToolClass(String users, String count, int share, List<Tool> tools, String more) {
    }

    /** A tool, and how many of the actors use it; {@code share} is the length of the bar, in per cent of the longest. */
    record Tool(String name, int count, int share, String link) {
    }

    /** Actors that share rare tools; {@code extent} says how much of it is shown. */
    record Network(String extent, List<Pair> pairs) {
    }

    record Pair(Link one, Link other, List<Link> tools) {
    }

    /** The most tools in a class; the API has all. */
    private static final int NAMES = 120;

    private static final int MOST_USED = 20;

    /** The most pairs in the network; with more it is not legible. */
    private static final int PAIRS = 80;

    static ExplorePage of(DeckStatistics.Result result, String home) {
        CardQuery query = result.query();
        DeckStatistics landscape = result.landscape();
        return new ExplorePage(Site.of("Explore", Site.Section.EXPLORE, result.provenance()),
                Numbers.counted(landscape.totals().actors(), "actor"), Addresses.search(query),
                Addresses.explore(CardQuery.all()), Addresses.statistics(query), chips(query),
                totals(landscape.totals()), maps(landscape, query), rarity(landscape, query),
                mostUsed(landscape.tools(), query), network(landscape, query, home));
    }

    private static List<FilterChip> chips(CardQuery query) {
        List<FilterChip> chips = new ArrayList<>();
        if (!query.text().isBlank()) {
            chips.add(new FilterChip("Words", query.text().strip(), false,
                    Addresses.explore(new CardQuery("", query.filters(), query.window(), query.facets()))));
        }
        chips.addAll(FilterChip.of(query,
                filters -> Addresses.explore(new CardQuery(query.text(), filters, query.window(), query.facets()))));
        return chips;
    }

    private static List<Total> totals(DeckStatistics.Totals totals) {
        return Stream
                .of(total("Actors", totals.actors()), total("Names", totals.names()),
                        total(Facet.GIVER.plural(), totals.givers()), total(Facet.COUNTRY.plural(), totals.countries()),
                        total(Facet.TARGET.plural(), totals.targets()), total(Facet.SECTOR.plural(), totals.sectors()),
                        total(Facet.TOOL.plural(), totals.tools()), total("Operations", totals.operations()),
                        total("Counter operations", totals.counterOperations()))
                .filter(total -> !total.count.equals("0")).toList();
    }

    private static Total total(String label, int count) {
        return new Total(label, Numbers.grouped(count));
    }

    private static List<HeatMap> maps(DeckStatistics landscape, CardQuery query) {
        HeatMap origins = HeatMap.of("origins", "Who targets whom",
                "Countries that actors are attributed to, by the countries they target. Each cell counts actors and links to"
                        + " them.",
                landscape.origins(), query);
        HeatMap sectors = HeatMap.of("sectors", "Sectors over the years",
                "Sectors that actors target, by the years in which they were active. Cards do not say when an actor"
                        + " targeted which sector, so an actor counts for all of its sectors.",
                landscape.sectors(), query);
        return Stream.of(origins, sectors).filter(map -> !map.lines().isEmpty() && !map.columns().isEmpty()).toList();
    }

    private static List<ToolClass> rarity(DeckStatistics landscape, CardQuery query) {
        int most = landscape.rarity().stream().mapToInt(some -> some.tools().size() + some.more()).max().orElse(1);
        return landscape.rarity().stream().map(some -> toolClass(some, most, query)).toList();
    }

    private static ToolClass toolClass(Rarity some, int most, CardQuery query) {
        String users = some.from() == some.to()
                ? Numbers.counted(some.from(), "actor")
                : some.to() == Integer.MAX_VALUE
                        ? some.from() + " actors or more"
                        : some.from() + " to " + some.to() + " actors";
        List<Tool> tools = some.tools().stream().limit(NAMES).map(tool -> tool(tool, tool.cards(), query)).toList();
        int all = some.tools().size() + some.more();
        int left = all - tools.size();
        return new ToolClass(users, Numbers.grouped(all), share(all, most), tools, PageText.more(left));
    }

    private static List<Tool> mostUsed(List<Count> tools, CardQuery query) {
        int most = tools.isEmpty() ? 1 : tools.getFirst().cards();
        return tools.stream().limit(MOST_USED).map(tool -> tool(tool, most, query)).toList();
    }

    private static Tool tool(Count tool, int most, CardQuery query) {
        return new Tool(tool.value(), tool.cards(), share(tool.cards(), most), link(tool, query));
    }

    private static String link(Count tool, CardQuery query) {
        return Addresses.search(Addresses.narrowed(query, Facet.TOOL, tool.value()));
    }

    private static int share(int count, int most) {
        return Math.ceilDiv(100 * count, most);
    }

    private static Network network(DeckStatistics landscape, CardQuery query, String home) {
        List<Pair> pairs = landscape.pairs().stream().limit(PAIRS)
                .map(pair -> new Pair(Link.to(pair.one(), home), Link.to(pair.other(), home),
                        pair.tools().stream().map(tool -> new Link(tool.value(), link(tool, query))).toList()))
                .toList();
        int all = landscape.pairs().size() + landscape.morePairs();
        String extent = pairs.size() == all
                ? Numbers.counted(pairs.size(), "pair") + "."
                : String.format(Locale.ROOT, "The %,d closest of %,d pairs.", pairs.size(), all);
        return new Network(extent, pairs);
    }
}
