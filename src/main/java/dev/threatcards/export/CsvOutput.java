package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.threatcards.text.CsvCell;

/** Writes a CSV file (RFC 4180): UTF-8, a header, lines that end in CR LF, every cell in quotes and {@linkplain CsvCell#guarded guarded}. */
final class CsvOutput {

    private static final CsvFactory CSV = new CsvFactory();

    private final CsvGenerator csv;

    CsvOutput(OutputStream out, List<String> header) throws IOException {
        csv = CSV.createGenerator(out);
        csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        csv.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
        CsvSchema.Builder columns = CsvSchema.builder().setLineSeparator("\r\n");
        header.forEach(columns::addColumn);
        csv.setSchema(columns.build());
        row(header);
    }

    /** Writes a row. */
    void row(List<String> cells) throws IOException {
        csv.writeStartArray();
        for (String cell : cells) {
            csv.writeString(CsvCell.guarded(cell));
        }
        csv.writeEndArray();
    }

    void close() throws IOException {
        csv.close();
    }
}
