package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.DeckStatistics.Count;
import dev.threatcards.result.DeckStatistics.Grid;
import dev.threatcards.result.DeckStatistics.Rarity;
import dev.threatcards.result.DeckStatistics.Row;
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

    /**
     * A table of two facets: each cell counts the cards with both values, is shaded by the count, and links to the cards.
     *
     * @param extent how much of the table is shown
     */
    record HeatMap(String id, String title, String note, String rowLabel, String extent, List<Head> columns,
            List<Line> lines) {

        /** A value and how many cards have it; {@code apart} if the value is "unknown". */
        record Head(String text, int count, String link, boolean apart) {
        }

        record Line(Head head, List<Cell> cells) {
        }

        /** The cards with both values; {@code heat} is the shade, from 0 to {@link #HOTTEST}, and {@code values} a tooltip. */
        record Cell(int count, int heat, String link, String values, boolean apart) {
        }

        static final int HOTTEST = 6;

        private static final int ROWS = 14;
        private static final int COLUMNS = 24;

        static HeatMap of(String id, String title, String note, Grid grid, CardQuery query) {
            List<Count> rows = shown(grid.rows().stream().map(row -> new Count(row.value(), row.cards())).toList(),
                    ROWS);
            List<Count> columns = grid.column() == Facet.ACTIVE
                    ? years(grid.columns())
                    : shown(grid.columns(), COLUMNS);
            int most = grid.rows().stream().flatMapToInt(row -> row.cells().values().stream().mapToInt(count -> count))
                    .max().orElse(1);
            List<Line> lines = new ArrayList<>();
            for (Count count : rows) {
                Row row = grid.rows().stream().filter(each -> each.value().equals(count.value())).findFirst()
                        .orElseThrow();
                CardQuery ofRow = Addresses.narrowed(query, grid.row(), count.value());
                lines.add(new Line(head(count, grid.row(), query), columns.stream()
                        .map(column -> cell(row, column.value(), most, grid.column(), ofRow)).toList()));
            }
            return new HeatMap(id, title, note, grid.row().label(), extent(grid, rows.size(), columns.size()),
                    columns.stream().map(column -> head(column, grid.column(), query)).toList(), lines);
        }

        /** The most frequent values, then "unknown". */
        private static List<Count> shown(List<Count> all, int most) {
            List<Count> shown = new ArrayList<>();
            all.stream().filter(count -> !isUnknown(count.value())).limit(most).forEach(shown::add);
            all.stream().filter(count -> isUnknown(count.value())).forEach(shown::add);
            return shown;
        }

        /** The latest years, without gaps. */
        private static List<Count> years(List<Count> all) {
            List<Count> years = all.stream().filter(count -> count.value().matches("\\d{4}")).toList();
            if (years.isEmpty()) {
                return List.of();
            }
            int last = Integer.parseInt(years.getLast().value());
            int first = years.stream().mapToInt(year -> Integer.parseInt(year.value()))
                    .filter(year -> year > last - COLUMNS).findFirst().orElse(last);
            return IntStream
                    .rangeClosed(first, last).mapToObj(Integer::toString).map(year -> years.stream()
                            .filter(count -> count.value().equals(year)).findFirst().orElse(new Count(year, 0)))
                    .toList();
        }

        private static boolean isUnknown(String value) {
            return value.equals("[Unknown]");
        }

        private static Head head(Count count, Facet facet, CardQuery query) {
            String link = count.cards() == 0 ? "" : Addresses.search(Addresses.narrowed(query, facet, count.value()));
            return new Head(count.value(), count.cards(), link, isUnknown(count.value()));
        }

        /** The square root keeps the shades apart although a few cells have most of the cards. */
        private static Cell cell(Row row, String column, int most, Facet facet, CardQuery ofRow) {
            int count = row.with(column);
            int heat = (int) Math.ceil(HOTTEST * Math.sqrt(count / (double) most));
            String link = count == 0 ? "" : Addresses.search(Addresses.narrowed(ofRow, facet, column));
            return new Cell(count, heat, link, row.value() + ", " + column, isUnknown(column));
        }

        private static String extent(Grid grid, int rows, int columns) {
            List<String> parts = new ArrayList<>();
            int allRows = grid.rows().size() + grid.moreRows();
            int allColumns = grid.columns().size() + grid.moreColumns();
            if (rows < allRows) {
                parts.add(String.format(Locale.ROOT, "%,d of %,d rows", rows, allRows));
            }
            if (columns < allColumns && grid.column() != Facet.ACTIVE) {
                parts.add(String.format(Locale.ROOT, "%,d of %,d columns", columns, allColumns));
            }
            return parts.isEmpty() ? "" : String.join(" and ", parts) + " are shown: the most frequent.";
        }
    }
}
