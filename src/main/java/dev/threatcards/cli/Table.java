package dev.threatcards.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** A text table. Columns are as wide as their content, and long texts are wrapped. */
final class Table {

    /** The width of the widest column, in characters. */
    private static final int WIDEST = 60;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    void add(String... cells) {
        rows.add(Stream.of(cells).map(Printable::cell).toList());
    }

    void print(PrintWriter out) {
        Column[] columns = new Column[rows.getFirst().size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            columns[i] = new Column(Math.min(width, WIDEST) + 2, 0, Overflow.WRAP);
        }
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.AUTO), columns);
        table.addRowValues(rows.getFirst().stream().map(heading -> Ansi.AUTO.text("@|bold " + heading + "|@"))
                .toArray(Ansi.Text[]::new));
        rows.stream().skip(1).forEach(row -> table.addRowValues(row.toArray(String[]::new)));
        out.print(table);
        out.flush();
    }
}
