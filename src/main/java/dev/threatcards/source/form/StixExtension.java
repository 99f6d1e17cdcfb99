package dev.threatcards.source.form;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;

/**
 * Reads the property extension of STIX objects that Threat Cards exported. On a card's object it has all that the card says and STIX
 * has no property for, under the keys of ETDA's JSON with underscores for hyphens. On a marking it has the collection and the source
 * of the cards that are marked.
 */
final class StixExtension {

    private static final String ID = "extension-definition--331681be-2741-4235-b61d-b673710113ba";

    /** The field of a reference, by its source's name. References of any other source are reports. */
    private static final Map<String, Field> LINKS = Map.of("malpedia", Field.MALPEDIA, "mitre-attack",
            Field.MITRE_ATTACK, "playbook", Field.PLAYBOOK, "alienvault-otx", Field.ALIENVAULT_OTX);

    private StixExtension() {
    }

    static boolean isOn(JsonNode object) {
        return object.path("extensions").path(ID).isObject();
    }

    private static JsonNode of(JsonNode object) {
        return object.path("extensions").path(ID);
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

    /** Reads the object and its extension into the card. */
    static void read(JsonNode object, CardBuilder card) throws BadCard {
        EtdaFields.put(Field.DESCRIPTION, object.path("description"), card);
        for (Map.Entry<String, JsonNode> field : of(object).properties()) {
            String key = field.getKey();
            if (!key.equals("extension_type") && !key.equals("unknown")) {
                EtdaFields.put(hyphened(key), hyphened(field.getValue()), card);
            }
        }
        EtdaFields.put(Field.NAME, object.path("name"), card);
        for (JsonNode reference : object.path("external_references")) {
            String source = reference.path("source_name").asText("");
            // The card's own page follows from its uuid.
            if (!source.equals(Deck.ETDA)) {
                card.add(LINKS.getOrDefault(source, Field.INFORMATION),
                        reference.path("url").asText(reference.path("description").asText("")));
            }
        }
        of(object).path("unknown").forEach(unknown -> card.unknown(unknown.path("key").asText(""),
                JsonValues.parsed(unknown.path("value").asText(""))));
    }

    private static String hyphened(String key) {
        return key.replace('_', '-');
    }

    /** The value with hyphens in the keys of an object, or of the objects in a list. */
    private static JsonNode hyphened(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> object.set(hyphened(field.getKey()), field.getValue()));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(entry -> array.add(hyphened(entry)));
            return array;
        }
        return value;
    }
}
