package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Deck;

/**
 * EternalLiberty's mapping in JSON: an object whose {@code data} has an {@code official_name}, a {@code country} and {@code alias}es, each with
 * an {@code entity}, which gave it, and a {@code name}, which may be several parted by slashes. The entity MITRE has ids of
 * ATT&amp;CK.
 *
 * @see <a href="https://github.com/StrangerealIntel/EternalLiberty">EternalLiberty</a>
 */
public final class EternalLibertyForm implements CardForm {

    static final String FORM = "EternalLiberty JSON";
    static final String TITLE = "EternalLiberty";

    private static final String ENTRIES = "data";

    // "data": [{"official_name": …, the keys of the entry in any order.
    private static final Pattern FIRST_ENTRY = Pattern
            .compile("\"" + ENTRIES + "\"\\s*:\\s*\\[\\s*\\{[^\\[\\]{}]{0,10000}?\"(official_name|alias)\"\\s*:");

    @Override
    public boolean recognises(String head) {
        return FIRST_ENTRY.matcher(JsonEnvelope.object(head)).find();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonEnvelope envelope = new JsonEnvelope(ENTRIES, location, sink);
        envelope.read(content, (entry, place) -> {
            try {
                String version = envelope.fields().path("version").asText("");
                sink.card(entry(entry, deck(FORM, location, version.isEmpty() ? "" : "version " + version)).build());
            } catch (BadCard e) {
                envelope.reject(place, e.getMessage());
            }
        });
    }

    /** The deck of the mapping, which is the same in both of its forms. */
    static Deck deck(String form, String location, String statement) {
        Deck deck = Decks.mapping(TITLE, TITLE, TITLE, "", location, statement);
        return new Deck(deck.id(), deck.collection(), deck.source(), deck.date(), deck.extent(), deck.license(), form,
                location, deck.statement());
    }

    private static MappingEntry entry(JsonNode entry, Deck deck) throws BadCard {
        if (!entry.path("official_name").isTextual()) {
            throw new BadCard("The entry has no \"official_name\".");
        }
        if (!entry.path("alias").isArray()) {
            throw new BadCard("The entry has no list of \"alias\"es.");
        }
        String name = entry.path("official_name").asText();
        MappingEntry names = begun(deck, name, entry.path("type").asText(""), entry.path("confidence").asText(""),
                entry.path("country").asText(""));
        for (JsonNode alias : entry.path("alias")) {
            if (!alias.path("name").isTextual() || !alias.path("entity").isTextual()) {
                throw new BadCard("An alias of \"" + name + "\" has no \"name\" or no \"entity\".");
            }
            names.names(alias.path("name").asText(), alias.path("entity").asText());
        }
        return names;
    }

    /** An entry with what both forms have beside the aliases. */
    static MappingEntry begun(Deck deck, String name, String type, String confidence, String country) {
        return new MappingEntry(deck, name).name(name, "").countries(country).note(type)
                .note(confidence.isBlank() ? "" : "Confidence: " + confidence.strip());
    }
}
