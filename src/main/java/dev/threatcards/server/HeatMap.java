package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.threatcards.CardQuery;
import dev.threatcards.card.Facet;
import dev.threatcards.search.Landscape.Count;
import dev.threatcards.search.Landscape.Grid;
import dev.threatcards.search.Landscape.Row;

/**
 * Two facets across each other as a table whose cells are the darker the more cards they stand for; each cell leads to its cards.
 *
 * @param rowLabel what the rows are
 * @param extent how much of it is shown
 */
record HeatMap(String id, String title, String note, String rowLabel, String extent, List<Head> columns,
        List<Line> lines) {

    /** A value with how many cards have it; {@code apart} if it says that nothing is known. */
    record Head(String text, int count, String link, boolean apart) {
    }

    /** A row. */
    record Line(Head head, List<Cell> cells) {
    }

    /**
     * How many cards have both values.
     *
     * @param heat from 0, which is no card, to {@link #HOTTEST}
     * @param link empty if there is no card
     * @param values both values, for who does not see where they stand
     */
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
            CardQuery ofRow = Narrowing.of(query, grid.row(), count.value());
            lines.add(new Line(head(count, grid.row(), query),
                    columns.stream().map(column -> cell(row, column.value(), most, grid.column(), ofRow)).toList()));
        }
        return new HeatMap(id, title, note, Panel.label(grid.row()), extent(grid, rows.size(), columns.size()),
                columns.stream().map(column -> head(column, grid.column(), query)).toList(), lines);
    }

    /** The most frequent, and at the end what is not known. */
    private static List<Count> shown(List<Count> all, int most) {
        List<Count> shown = new ArrayList<>();
        all.stream().filter(count -> !isUnknown(count.value())).limit(most).forEach(shown::add);
        all.stream().filter(count -> isUnknown(count.value())).forEach(shown::add);
        return shown;
    }

    /** The last years with a card, each that is between them too. */
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
        String link = count.cards() == 0 ? "" : Addresses.search(Narrowing.of(query, facet, count.value()));
        return new Head(count.value(), count.cards(), link, isUnknown(count.value()));
    }

    /** The root evens out that a few cells have most of the cards. */
    private static Cell cell(Row row, String column, int most, Facet facet, CardQuery ofRow) {
        int count = row.with(column);
        int heat = (int) Math.ceil(HOTTEST * Math.sqrt(count / (double) most));
        String link = count == 0 ? "" : Addresses.search(Narrowing.of(ofRow, facet, column));
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
        return parts.isEmpty() ? "" : String.join(" and ", parts) + " are shown, the most frequent.";
    }
}
