package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Relation;

/**
 * A card a line, as the API gives it ({@link CardJson}), with {@code related} as in {@link EtdaJson}. Each line has its sources and
 * its licence: lines are what such files are cut, sorted and filtered by, and each is whole by itself.
 */
final class NdjsonWriter implements CardWriter {

    private final JsonGenerator json;

    NdjsonWriter(OutputStream out, ExportContents contents) throws IOException {
        json = JsonOutput.to(out);
        json.setRootValueSeparator(null);
    }

    @Override
    public void write(MergedCard card, List<UUID> tools) throws IOException {
        ObjectNode line = CardJson.of(card);
        for (Relation relation : card.card().relations()) {
            EtdaJson.related(relation, line);
        }
        json.writeTree(line);
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
