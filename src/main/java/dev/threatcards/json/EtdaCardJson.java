package dev.threatcards.json;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;

/**
 * A card as ETDA's JSON ({@code getcard.cgi}) has it: the same keys, absent where the card says nothing. What that form has no
 * key for is under {@code category} and {@code observed}, and under {@code related} as in ETDA's MISP export; none of them is there
 * on a card that was read from the JSON alone.
 */
public final class EtdaCardJson {

    private EtdaCardJson() {
    }

    /** The card, in ETDA's order of keys. */
    public static ObjectNode of(Card card) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (card) {
            case ActorCard actor -> actor(actor, json);
            case ToolCard tool -> tool(tool, json);
        }
        put("information", card.information(), json);
        if (card instanceof ToolCard tool) {
            put("malpedia", tool.malpedia(), json);
        }
        put("mitre-attack", card.mitreAttack(), json);
        put("playbook", card.playbook(), json);
        put("alienvault-otx", card.alienVaultOtx(), json);
        card.relations().forEach(relation -> json.withArrayProperty("related").add(relation(relation)));
        card.unknown().forEach((key, value) -> json.set(key, JsonOutput.parsed(value)));
        json.put("uuid", card.uuid().toString());
        put("last-card-change", card.lastChange().text(), json);
        return json;
    }

    private static void actor(ActorCard card, ObjectNode json) {
        json.put("actor", card.name());
        names(card, json);
        put("category", card.category(), json);
        put("country", card.country(), json);
        put("sponsor", card.sponsor(), json);
        put("motivation", card.motivation(), json);
        put("first-seen", card.firstSeen().text(), json);
        put("observed", card.observed().text(), json);
        put("description", card.description(), json);
        put("observed-sectors", card.sectors().texts(), json);
        put("observed-countries", card.targets().texts(), json);
        put("tools", card.tools().texts(), json);
        activities("operations", card.operations(), json);
        activities("counter-operations", card.counterOperations(), json);
    }

    private static void tool(ToolCard card, ObjectNode json) {
        json.put("tool", card.name());
        names(card, json);
        put("description", card.description(), json);
        put("category", card.category(), json);
        put("type", card.type(), json);
    }

    private static void names(Card card, ObjectNode json) {
        ArrayNode names = json.putArray("names");
        for (Name name : card.names()) {
            put("name-giver", name.giver(), names.addObject().put("name", name.name()));
        }
    }

    private static void activities(String key, List<Activity> activities, ObjectNode json) {
        if (!activities.isEmpty()) {
            ArrayNode array = json.putArray(key);
            activities.forEach(
                    activity -> array.addObject().put("date", activity.date().text()).put("activity", activity.text()));
        }
    }

    /** A relation as ETDA's MISP export has it. */
    public static JsonNode relation(Relation relation) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("type", relation.type());
        entry.put(relation.uuid().isPresent() ? "dest-uuid" : "dest-name", relation.target());
        put("likelihood", relation.likelihood(), entry);
        return entry;
    }

    private static void put(String key, String text, ObjectNode json) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    private static void put(String key, List<String> texts, ObjectNode json) {
        if (!texts.isEmpty()) {
            json.set(key, JsonOutput.texts(texts));
        }
    }
}
