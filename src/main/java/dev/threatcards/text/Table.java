package dev.threatcards.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A table that comes with the program: a line is a row, bars separate columns, and semicolons the values of a column. */
final class Table {

    private Table() {
    }

    /** A row. A column that the line does not have is empty. */
    record Row(List<String> columns) {

        Row {
            columns = DefensiveCopies.list(columns, "columns");
        }

        String text(int column) {
            return column < columns.size() ? columns.get(column) : "";
        }

        /** The values of a column, none of them empty. */
        List<String> values(int column) {
            return Arrays.stream(text(column).split(";", -1)).map(String::strip).filter(value -> !value.isEmpty())
                    .toList();
        }
    }

    /** The rows of a resource of this package, without comments and empty lines. */
    static List<Row> read(String resource) {
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(Table.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return file.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Row(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
