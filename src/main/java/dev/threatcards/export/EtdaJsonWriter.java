package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.json.EtdaCardJson;
import dev.threatcards.json.JsonOutput;

/**
 * Writes ETDA's envelope with {@link EtdaCardJson} cards. ETDA's own exports do not have the keys {@code extent}, which says that the
 * cards are a selection, {@code decks} with source, date and licence of each collection, and {@code collection} on cards that are not of
 * the first collection.
 */
final class EtdaJsonWriter implements CardWriter {

    private final JsonGenerator json;
    private final String collection;

    EtdaJsonWriter(OutputStream out, ExportContents contents) throws IOException {
        json = JsonOutput.to(out);
        collection = contents.collection();
        json.writeStartObject();
        json.writePOJOField("authors", contents.attributions().stream().map(Attribution::collection).toList());
        json.writeStringField("category", kinds(contents, "actor", "tool"));
        json.writeStringField("name", "Threat Cards - " + kinds(contents, "Threat Actors", "Tools"));
        json.writeStringField("type", kinds(contents, "threat-actor", "software"));
        json.writeStringField("source", contents.source());
        json.writeStringField("description", "Exported by Threat Cards from " + contents.statement());
        if (collection.equals(Deck.ETDA) && contents.attributions().size() == 1) {
            json.writeStringField("tlp", "white");
        }
        json.writeStringField("license", contents.provenance().license());
        json.writeStringField("uuid", NamedUuid.of("json " + contents.source()).toString());
        json.writeStringField("last-db-change", contents.provenance().date());
        json.writeStringField("extent", "pages");
        json.writePOJOField("decks", contents.attributions().stream().map(Attribution::json).toList());
        json.writeArrayFieldStart("values");
    }

    private static String kinds(ExportContents contents, String actors, String tools) {
        return contents.kinds().size() > 1
                ? actors + ", " + tools
                : contents.kinds().contains(Kind.TOOL) ? tools : actors;
    }

    @Override
    public void write(MergedCard card, List<UUID> tools) throws IOException {
        ObjectNode entry = EtdaCardJson.of(card.card());
        if (!card.card().collection().equals(collection)) {
            entry.put("collection", card.card().collection());
        }
        json.writeTree(entry);
    }

    @Override
    public void close() throws IOException {
        JsonOutput.closeEnvelope(json);
    }
}
