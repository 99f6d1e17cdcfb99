package dev.threatcards.json;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.threatcards.card.Activity;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;

/**
 * Writes a card as ETDA's JSON ({@code getcard.cgi}), with the keys of {@link EtdaKeys} and in ETDA's order. Empty fields are absent.
 * {@code category} and {@code observed}, which ETDA's JSON does not have, and {@code related} as in ETDA's MISP export appear only on
 * cards that were merged from other forms, as do {@code techniques}; {@code edition} only on cards that are not current.
 */
public final class EtdaCardJson {

    private static final List<Field> ACTOR = List.of(Field.NAMES, Field.CATEGORY, Field.COUNTRY, Field.SPONSOR,
            Field.MOTIVATION, Field.FIRST_SEEN, Field.OBSERVED, Field.DESCRIPTION, Field.SECTORS, Field.TARGETS,
            Field.TOOLS, Field.OPERATIONS, Field.COUNTER_OPERATIONS);
    private static final List<Field> TOOL = List.of(Field.NAMES, Field.DESCRIPTION, Field.CATEGORY, Field.TYPE);
    private static final List<Field> BOTH = List.of(Field.INFORMATION, Field.MALPEDIA, Field.MITRE_ATTACK,
            Field.TECHNIQUES, Field.PLAYBOOK, Field.ALIENVAULT_OTX, Field.RELATIONS);

    private EtdaCardJson() {
    }

    /** The card as JSON. */
    public static ObjectNode of(Card card) {
        Kind kind = CardReference.of(card).kind();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(kind.key(), card.name());
        Stream.concat((kind == Kind.ACTOR ? ACTOR : TOOL).stream(), BOTH.stream())
                .forEach(field -> put(EtdaKeys.key(field, kind), field.value(card), json));
        card.unknown().forEach((key, value) -> json.set(key, JsonOutput.parsed(value)));
        json.put(EtdaKeys.UUID, card.uuid().toString());
        put(EtdaKeys.key(Field.LAST_CHANGE, kind), card.lastChange(), json);
        if (!card.edition().isCurrent()) {
            json.put(EtdaKeys.EDITION, card.edition().key());
        }
        return json;
    }

    private static void put(String key, Object value, ObjectNode json) {
        switch (value) {
            case CardDate date -> JsonOutput.put(key, date.text(), json);
            case Listing listing -> JsonOutput.put(key, listing.texts(), json);
            case String text -> JsonOutput.put(key, text, json);
            default -> {
                List<?> values = (List<?>) value;
                if (!values.isEmpty()) {
                    ArrayNode array = json.putArray(key);
                    values.forEach(each -> array.add(entry(each)));
                }
            }
        }
    }

    private static JsonNode entry(Object value) {
        return switch (value) {
            case Name name -> JsonOutput.put("name-giver", name.giver(),
                    JsonNodeFactory.instance.objectNode().put("name", name.name()));
            case Activity activity -> JsonNodeFactory.instance.objectNode().put("date", activity.date().text())
                    .put("activity", activity.text());
            case Relation relation -> relation(relation);
            case Technique technique -> technique(technique);
            default -> TextNode.valueOf(value.toString());
        };
    }

    private static JsonNode technique(Technique technique) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        JsonOutput.put("id", technique.id(), json);
        JsonOutput.put("name", technique.name(), json);
        JsonOutput.put("tactics", technique.tactics(), json);
        JsonOutput.put("source", technique.source(), json);
        return technique.withdrawn() ? json.put("withdrawn", true) : json;
    }

    /** A relation as in ETDA's MISP export. */
    public static JsonNode relation(Relation relation) {
        return JsonOutput.put("likelihood", relation.likelihood(),
                JsonNodeFactory.instance.objectNode().put("type", relation.type())
                        .put(relation.uuid().isPresent() ? "dest-uuid" : "dest-name", relation.target()));
    }
}
