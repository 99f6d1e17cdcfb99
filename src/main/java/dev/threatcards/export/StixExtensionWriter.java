package dev.threatcards.export;

import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.json.EtdaCardJson;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.text.Prose;

/**
 * Writes the fields of a card that have no STIX property into a property extension, under the keys of ETDA's JSON with underscores for
 * hyphens, as STIX requires.
 */
final class StixExtensionWriter {

    private static final String SCHEMA = "On intrusion-set, malware and tool: names (list of name, name_giver), category,"
            + " country, sponsor, motivation, first_seen, observed, observed_sectors, observed_countries, tools,"
            + " operations and counter_operations (lists of date, activity), techniques (list of id, name, tactics,"
            + " source, withdrawn), type, related (list of type, likelihood,"
            + " dest_uuid or dest_name), last_card_change, edition (dropped, revoked or deprecated): the card's own words under the keys of ETDA's JSON."
            + " description: the description with {{links}} to other cards. uuid: the card's, where STIX takes none"
            + " like it. unknown: list of key and value, JSON of a source that no other property is for."
            + " On marking-definition: collection, source, date, license.";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Keys whose values are STIX properties. */
    private static final Set<String> CARRIED = Set.of("actor", "tool", "uuid", "description", "information", "malpedia",
            "mitre-attack", "playbook", "alienvault-otx");

    private StixExtensionWriter() {
    }

    static ObjectNode definition(String creator) {
        ObjectNode definition = NODES.objectNode().put("type", "extension-definition").put("spec_version", "2.1")
                .put("id", EtdaKeys.STIX_EXTENSION).put("created", StixIds.CREATED).put("modified", StixIds.CREATED)
                .put("created_by_ref", creator).put("name", "Threat group card")
                .put("description",
                        "What a card of a threat-actor encyclopedia says: names with who gave them,"
                                + " operations, and labels in their own words.")
                .put("schema", SCHEMA).put("version", "1.0.0");
        definition.putArray("extension_types").add("property-extension");
        return definition;
    }

    static void add(Card card, ObjectNode object) {
        ObjectNode extension = begin(object);
        EtdaCardJson.of(card).properties().stream()
                .filter(field -> !CARRIED.contains(field.getKey()) && !card.unknown().containsKey(field.getKey()))
                .forEach(field -> extension.set(field.getKey().replace('-', '_'),
                        JsonOutput.withKeys('-', '_', field.getValue())));
        if (!card.description().equals(Prose.plain(card.description()))) {
            extension.put("description", card.description());
        }
        if (!StixIds.takes(card.uuid())) {
            extension.put("uuid", card.uuid().toString());
        }
        card.unknown().forEach(
                (key, value) -> extension.withArrayProperty("unknown").addObject().put("key", key).put("value", value));
    }

    static void add(Attribution attribution, ObjectNode marking) {
        ObjectNode extension = begin(marking);
        attribution.json().properties().stream().filter(field -> !field.getValue().asText().isEmpty())
                .forEach(field -> extension.set(field.getKey(), field.getValue()));
    }

    private static ObjectNode begin(ObjectNode object) {
        return object.putObject("extensions").putObject(EtdaKeys.STIX_EXTENSION).put("extension_type",
                "property-extension");
    }
}
