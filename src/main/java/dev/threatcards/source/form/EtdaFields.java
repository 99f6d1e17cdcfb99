package dev.threatcards.source.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Technique;
import dev.threatcards.json.EtdaKeys;

/**
 * Reads the fields of a card in ETDA's JSON, parts of which other forms use too: texts, lists of texts, {@code names} (objects with
 * {@code name} and {@code name-giver}), {@code operations} (objects with {@code date} and {@code activity}), {@code related} (objects
 * with {@code type}, {@code likelihood} and {@code dest-uuid} or {@code dest-name}) and {@code techniques} (objects with {@code id},
 * {@code name}, {@code tactics} and {@code source}). A text instead of a list is a list of one, and null
 * means absent. Any other value of a known key is an error.
 */
public final class EtdaFields {

    private EtdaFields() {
    }

    /**
     * Reads a card.
     *
     * @param deck the deck from which it is read
     * @throws BadCard if it is invalid
     */
    public static Card card(JsonNode json, Deck deck) throws BadCard {
        return read(json, deck).build();
    }

    static CardBuilder read(JsonNode json, Deck deck) throws BadCard {
        if (!json.isObject()) {
            throw new BadCard("A card is a JSON object, and this is not.");
        }
        boolean actor = json.has(Kind.ACTOR.key());
        if (!actor && !json.has(Kind.TOOL.key())) {
            throw new BadCard("The card has neither \"actor\" nor \"tool\", so it is of no kind that is known.");
        }
        CardBuilder card = new CardBuilder(actor ? Kind.ACTOR : Kind.TOOL, deck);
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            put(field.getKey(), field.getValue(), card);
        }
        return card;
    }

    static void put(String key, JsonNode value, CardBuilder card) throws BadCard {
        Optional<Field> field = EtdaKeys.field(key, card.kind());
        if (field.isPresent()) {
            put(field.get(), value, card);
        } else if (key.equals(EtdaKeys.UUID)) {
            card.uuid(text(value, key));
        } else if (key.equals(EtdaKeys.EDITION) && EditionStatus.named(value.asText("")).isPresent()) {
            card.edition(EditionStatus.named(value.asText("")).orElseThrow());
        } else if (!key.equals(EtdaKeys.COLLECTION)) {
            card.unknown(key, value);
        }
    }

    static void put(Field field, JsonNode value, CardBuilder card) throws BadCard {
        String key = EtdaKeys.key(field, card.kind());
        if (!field.isOf(card.kind())) {
            card.unknown(key, value);
            return;
        }
        switch (field) {
            case NAME -> card.title(text(value, key));
            case NAMES -> {
                for (JsonNode entry : list(value, key)) {
                    card.name(entry.isTextual() ? entry.textValue() : textIn(object(entry, key), "name"),
                            textIn(entry, "name-giver"));
                }
            }
            case CATEGORY, SPONSOR, FIRST_SEEN, OBSERVED, DESCRIPTION, LAST_CHANGE ->
                card.text(field, text(value, key));
            case OPERATIONS, COUNTER_OPERATIONS -> {
                for (JsonNode entry : list(value, key)) {
                    card.activity(field, textIn(object(entry, key), "date"), textIn(entry, "activity"));
                }
            }
            case RELATIONS -> {
                for (JsonNode entry : list(value, key)) {
                    card.relation(textIn(entry, "type"), textIn(entry, "dest-uuid"), textIn(entry, "dest-name"),
                            textIn(entry, "likelihood"));
                }
            }
            case TECHNIQUES -> {
                for (JsonNode entry : list(value, key)) {
                    card.technique(technique(entry, key));
                }
            }
            case UNKNOWN -> value.properties().forEach(each -> card.unknown(each.getKey(), each.getValue()));
            default -> card.list(field, texts(value, key));
        }
    }

    /** A technique: an object, or a text with id and name. */
    private static Technique technique(JsonNode entry, String key) throws BadCard {
        return entry.isTextual()
                ? Technique.ofLabel(entry.textValue())
                : Technique.of(textIn(object(entry, key), "id"), textIn(entry, "name"),
                        texts(entry.path("tactics"), key), textIn(entry, "source"),
                        entry.path("withdrawn").asBoolean(false));
    }

    private static String textIn(JsonNode object, String key) throws BadCard {
        return text(object.path(key), key);
    }

    private static JsonNode object(JsonNode entry, String key) throws BadCard {
        if (!entry.isObject()) {
            throw new BadCard("\"" + key + "\" holds something that is no object: " + entry + ".");
        }
        return entry;
    }

    private static List<String> texts(JsonNode value, String key) throws BadCard {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list(value, key)) {
            if (!entry.isTextual()) {
                throw new BadCard("\"" + key + "\" holds something that is no text: " + entry + ".");
            }
            texts.add(entry.textValue());
        }
        return texts;
    }

    private static Iterable<JsonNode> list(JsonNode value, String key) throws BadCard {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value);
        }
        if (!value.isArray()) {
            throw new BadCard("\"" + key + "\" is no list.");
        }
        return value;
    }

    private static String text(JsonNode value, String key) throws BadCard {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new BadCard("\"" + key + "\" is no text: " + value + ".");
        }
        return value.textValue();
    }
}
