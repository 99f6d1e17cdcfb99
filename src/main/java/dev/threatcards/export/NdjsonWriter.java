package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.MergedCard;
import dev.threatcards.json.CardJson;
import dev.threatcards.json.EtdaCardJson;
import dev.threatcards.json.JsonOutput;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/**
 * Writes one card per line as {@link CardJson}, with {@code related} as in {@link EtdaCardJson}.
 */
final class NdjsonWriter implements CardWriter {

    private final JsonGenerator json;

    private record Line(@JsonUnwrapped CardJson card, @JsonInclude(NON_DEFAULT) List<JsonNode> related) {
    }

    NdjsonWriter(OutputStream out, ExportContents contents) throws IOException {
        json = JsonOutput.to(out);
        json.setRootValueSeparator(null);
    }

    @Override
    public void write(MergedCard card, List<UUID> tools) throws IOException {
        json.writePOJO(
                new Line(CardJson.of(card), card.card().relations().stream().map(EtdaCardJson::relation).toList()));
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
