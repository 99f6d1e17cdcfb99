package dev.threatcards.source.form;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.json.JsonOutput;

/**
 * Reads the property extension of STIX objects that Threat Cards exported. On the object of a card it has the fields without a STIX
 * property, under the keys of ETDA's JSON with underscores for hyphens; on a marking it has collection, source, date and licence.
 */
final class StixExtension {

    /** The fields of references, by source name. Other references are reports. */
    private static final Map<String, Field> LINKS = Map.of("malpedia", Field.MALPEDIA, "mitre-attack",
            Field.MITRE_ATTACK, "playbook", Field.PLAYBOOK, "alienvault-otx", Field.ALIENVAULT_OTX);

    private StixExtension() {
    }

    static boolean isOn(JsonNode object) {
        return of(object).isObject();
    }

    private static JsonNode of(JsonNode object) {
        return object.path("extensions").path(EtdaKeys.STIX_EXTENSION);
    }

    /** The deck of the cards that have the marking. */
    static Deck deck(JsonNode marking, String location) {
        JsonNode extension = of(marking);
        String collection = extension.path("collection").asText("");
        CardDate date = CardDate.parse(extension.path("date").asText(""));
        return Decks.of(StixForm.FORM, "Threat Cards " + collection, collection,
                extension.path("source").asText(collection), date, Deck.Extent.PAGES,
                extension.path("license").asText(""), location, "");
    }

    static void read(JsonNode object, CardBuilder card) throws BadCard {
        EtdaFields.put(Field.DESCRIPTION, object.path("description"), card);
        for (Map.Entry<String, JsonNode> field : of(object).properties()) {
            String key = field.getKey();
            if (!key.equals("extension_type") && !key.equals("unknown")) {
                EtdaFields.put(key.replace('_', '-'), JsonOutput.withKeys('_', '-', field.getValue()), card);
            }
        }
        EtdaFields.put(Field.NAME, object.path("name"), card);
        for (JsonNode reference : object.path("external_references")) {
            String source = reference.path("source_name").asText("");
            // ETDA's page of the card follows from its uuid.
            if (!source.equals(Deck.ETDA)) {
                card.add(LINKS.getOrDefault(source, Field.INFORMATION),
                        reference.path("url").asText(reference.path("description").asText("")));
            }
        }
        of(object).path("unknown").forEach(unknown -> card.unknown(unknown.path("key").asText(""),
                JsonEntry.ofText(unknown.path("value").asText(""))));
    }
}
