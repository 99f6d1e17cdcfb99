package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

import dev.threatcards.text.DefensiveCopies;

/**
 * Writes a table as CSV (RFC 4180): UTF-8, lines that end in CR LF, every cell in quotes and safe to open in a spreadsheet. Not thread-safe.
 */
public final class CsvTable {

    private final CsvWriter writer;

    /**
     * Begins a table with its header.
     *
     * @param out where to; it stays open
     */
    public CsvTable(OutputStream out, List<String> header) throws IOException {
        writer = new CsvWriter(Objects.requireNonNull(out, "out"), DefensiveCopies.list(header, "header"),
                card -> List.of());
    }

    /** Writes a row with as many cells as the header. */
    public void row(List<String> cells) throws IOException {
        writer.row(DefensiveCopies.list(cells, "cells"));
    }

    /** Several texts as one cell, separated by " | ". Bars and backslashes in a text are escaped by a backslash. */
    public static String cell(List<String> texts) {
        return CsvWriter.joined(DefensiveCopies.list(texts, "texts"));
    }

    /** Writes what is buffered. Not to be called after a failure, so that a table that was not begun stays empty. */
    public void finish() throws IOException {
        writer.close();
    }
}
