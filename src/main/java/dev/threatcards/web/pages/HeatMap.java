package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.DeckStatistics.Count;
import dev.threatcards.result.DeckStatistics.Grid;
import dev.threatcards.result.DeckStatistics.Row;
import dev.threatcards.web.http.Addresses;

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
        List<Count> rows = shown(grid.rows().stream().map(row -> new Count(row.value(), row.cards())).toList(), ROWS);
        List<Count> columns = grid.column() == Facet.ACTIVE ? years(grid.columns()) : shown(grid.columns(), COLUMNS);
        int most = grid.rows().stream().flatMapToInt(row -> row.cells().values().stream().mapToInt(count -> count))
                .max().orElse(1);
        List<Line> lines = new ArrayList<>();
        for (Count count : rows) {
            Row row = grid.rows().stream().filter(each -> each.value().equals(count.value())).findFirst().orElseThrow();
            CardQuery ofRow = Addresses.narrowed(query, grid.row(), count.value());
            lines.add(new Line(head(count, grid.row(), query),
                    columns.stream().map(column -> cell(row, column.value(), most, grid.column(), ofRow)).toList()));
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
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).map(year -> years.stream()
                .filter(count -> count.value().equals(year)).findFirst().orElse(new Count(year, 0))).toList();
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
