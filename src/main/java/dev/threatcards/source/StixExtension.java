package dev.threatcards.source;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;

/**
 * What a bundle that Threat Cards exported says in a property extension: all that a card says and STIX has no property for, under the keys
 * of ETDA's JSON with underscores for hyphens; and on markings whose cards they are for.
 */
final class StixExtension {

    private static final String ID = "extension-definition--331681be-2741-4235-b61d-b673710113ba";

    /** What a reference's source says that it is; any other is a report. */
    private static final Map<String, String> LINKS = Map.of("malpedia", "malpedia", "mitre-attack", "mitre-attack",
            "playbook", "playbook", "alienvault-otx", "alienvault-otx");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StixExtension() {
    }

    static boolean isOn(JsonNode object) {
        return object.path("extensions").path(ID).isObject();
    }

    private static JsonNode of(JsonNode object) {
        return object.path("extensions").path(ID);
    }

    /** The deck of the cards that have that marking. */
    static Deck deck(JsonNode marking, String location) {
        JsonNode extension = of(marking);
        String collection = extension.path("collection").asText("");
        CardDate date = CardDates.parse(extension.path("date").asText(""));
        return Decks.of(StixBundle.FORM, "Threat Cards " + collection, collection,
                extension.path("source").asText(collection), date, Deck.Extent.PAGES,
                extension.path("license").asText(""), location, "");
    }

    /**
     * The card in the shape of ETDA's JSON.
     *
     * @param kind the title's key, "actor" or "tool"
     * @param uuid the uuid in the object's id
     */
    static ObjectNode card(JsonNode object, String kind, String uuid) {
        ObjectNode json = NODES.objectNode().put("uuid", uuid);
        json.set("description", object.path("description"));
        of(object).properties().stream()
                .filter(field -> !field.getKey().equals("extension_type") && !field.getKey().equals("unknown"))
                .forEach(field -> json.set(hyphened(field.getKey()), hyphened(field.getValue())));
        json.set(kind, object.path("name"));
        for (JsonNode reference : object.path("external_references")) {
            String source = reference.path("source_name").asText("");
            // The card's own page is known by its uuid.
            if (!source.equals(Deck.ETDA)) {
                links(LINKS.getOrDefault(source, "information"), json)
                        .add(reference.path("url").asText(reference.path("description").asText("")));
            }
        }
        for (JsonNode unknown : of(object).path("unknown")) {
            json.set(EtdaCard.unknownKey(unknown.path("key").asText(""), json),
                    JsonValues.parsed(unknown.path("value")));
        }
        return json;
    }

    private static ArrayNode links(String key, ObjectNode json) {
        return json.path(key).isArray() ? (ArrayNode) json.path(key) : json.putArray(key);
    }

    private static String hyphened(String key) {
        return key.replace('_', '-');
    }

    private static JsonNode hyphened(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = NODES.objectNode();
            value.properties().forEach(field -> object.set(hyphened(field.getKey()), field.getValue()));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(entry -> array.add(hyphened(entry)));
            return array;
        }
        return value;
    }
}
