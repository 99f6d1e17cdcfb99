package dev.threatcards.export;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;

/**
 * A card as the API gives it. Lists are always there, be they empty; a text or date that the card lacks is absent. Where a
 * list holds labels and prose, {@code sectors}, {@code targets} and {@code tools} are the labels, and the prose is under
 * {@code prose}. {@code sources} says which decks speak of the card, which fields were taken from each, and under
 * {@code otherwise} what it says in fields that were taken from another.
 */
public final class CardJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper UNKNOWN = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** The form of {@link #reference}. */
    public static final JsonSchema REFERENCE = JsonSchema.object("Reference").has("id", JsonSchema.uuid())
            .has("kind", JsonSchema.oneOf("actor", "tool")).has("name", JsonSchema.text())
            .has("collection", JsonSchema.text());

    /** The form of {@link #names}. */
    public static final JsonSchema NAMES = JsonSchema.listOf(JsonSchema.object("Name").has("name", JsonSchema.text())
            .mayHave("giver", JsonSchema.text().meaning("Who gave it; absent where nobody is named.")));

    /** The form of {@link #deck}. */
    public static final JsonSchema DECK = JsonSchema.object("CardDeck").has("source", JsonSchema.text())
            .mayHave("date", JsonSchema.day()).mayHave("license", JsonSchema.text());

    private static final JsonSchema SOURCE = DECK.as("CardSource").has("form", JsonSchema.text())
            .has("collection", JsonSchema.text()).has("knownBy", JsonSchema.oneOf("uuid", "title"))
            .has("fields", JsonSchema.listOf(JsonSchema.oneOf(fields())).meaning("What the card has from it."))
            .mayHave("otherwise", JsonSchema.mapOf(JsonSchema.anything())
                    .meaning("By field, what it says in those that were taken from another source."));

    private static final JsonSchema ACTIVITIES = JsonSchema.listOf(JsonSchema.object("Activity")
            .has("date", JsonSchema.text().meaning("As it is written.")).mayHave("from", JsonSchema.day())
            .mayHave("to", JsonSchema.day()).has("activity", JsonSchema.text()).has("links", JsonSchema.texts()));

    private static final JsonSchema CARD = REFERENCE.has("names", NAMES).mayHave("category", JsonSchema.text())
            .mayHave("description", JsonSchema.text()).has("information", JsonSchema.texts())
            .has("mitreAttack", JsonSchema.texts()).has("playbook", JsonSchema.texts())
            .has("alienVaultOtx", JsonSchema.texts()).mayHave("lastChange", JsonSchema.text())
            .mayHave("unknown",
                    JsonSchema.mapOf(JsonSchema.anything()).meaning("What a source says that no field is for."))
            .has("sources", JsonSchema.listOf(SOURCE)).has("deck", DECK);

    /** The form of an actor's {@link #of(MergedCard)}. */
    public static final JsonSchema ACTOR = CARD.as("Actor").has("country", JsonSchema.texts())
            .mayHave("sponsor", JsonSchema.text()).has("motivation", JsonSchema.texts())
            .mayHave("firstSeen", JsonSchema.text()).mayHave("observed", JsonSchema.text())
            .mayHave("lastActive", JsonSchema.text()).has("sectors", JsonSchema.texts())
            .has("targets", JsonSchema.texts()).has("tools", JsonSchema.texts())
            .has("prose",
                    JsonSchema.object("Prose").mayHave("sectors", JsonSchema.texts())
                            .mayHave("targets", JsonSchema.texts()).mayHave("tools", JsonSchema.texts())
                            .meaning("What stands in the lists and is no label."))
            .has("operations", ACTIVITIES).has("counterOperations", ACTIVITIES);

    /** The form of a tool's {@link #of(MergedCard)}. */
    public static final JsonSchema TOOL = CARD.as("Tool").has("type", JsonSchema.texts()).has("malpedia",
            JsonSchema.texts());

    private CardJson() {
    }

    private static List<String> fields() {
        return Arrays.stream(Field.values()).map(Field::key).toList();
    }

    /** The whole card, with what each of its sources gave to it and says otherwise. */
    public static ObjectNode of(MergedCard merged) {
        ObjectNode json = of(merged.card());
        ArrayNode sources = json.putArray("sources");
        merged.sources().forEach(source -> sources.add(source(source, merged)));
        json.set("deck", deck(merged.sources().getFirst().deck()));
        return json;
    }

    private static ObjectNode of(Card card) {
        ObjectNode json = reference(CardReference.of(card));
        json.set("names", names(card));
        switch (card) {
            case ActorCard actor -> actor(actor, json);
            case ToolCard tool -> tool(tool, json);
        }
        json.set("information", texts(card.information()));
        json.set("mitreAttack", texts(card.mitreAttack()));
        json.set("playbook", texts(card.playbook()));
        json.set("alienVaultOtx", texts(card.alienVaultOtx()));
        put("lastChange", card.lastChange().text(), json);
        if (!card.unknown().isEmpty()) {
            ObjectNode unknown = json.putObject("unknown");
            card.unknown().forEach((key, value) -> unknown.set(key, parsed(value)));
        }
        return json;
    }

    /** A card in passing: id, kind, name, collection. */
    public static ObjectNode reference(CardReference card) {
        return NODES.objectNode().put("id", card.uuid().toString()).put("kind", card.kind().key())
                .put("name", card.name()).put("collection", card.collection());
    }

    /** A source: the deck, the fields that were taken from it, and those in which it says something else. */
    private static ObjectNode source(DeckCard source, MergedCard merged) {
        ObjectNode json = deck(source.deck());
        json.put("form", source.deck().form()).put("collection", source.deck().collection());
        json.put("knownBy", source.identity() == DeckCard.Identity.UUID ? "uuid" : "title");
        ArrayNode fields = json.putArray("fields");
        merged.origins().forEach((field, deck) -> {
            if (deck.equals(source.deck().id())) {
                fields.add(field.key());
            }
        });
        ObjectNode otherwise = NODES.objectNode();
        ObjectNode says = of(source.card());
        for (Field field : Field.values()) {
            boolean united = field == Field.RELATIONS || field == Field.UNKNOWN;
            if (!united && field.isOn(source.card())
                    && !field.value(source.card()).equals(field.value(merged.card()))) {
                otherwise.set(field.key(),
                        field.value(source.card()) instanceof Listing listing
                                ? texts(listing.texts())
                                : says.path(field.key()));
            }
        }
        if (!otherwise.isEmpty()) {
            json.set("otherwise", otherwise);
        }
        return json;
    }

    private static void actor(ActorCard card, ObjectNode json) {
        put("category", card.category(), json);
        json.set("country", texts(card.country()));
        put("sponsor", card.sponsor(), json);
        json.set("motivation", texts(card.motivation()));
        put("firstSeen", card.firstSeen().text(), json);
        put("observed", card.observed().text(), json);
        put("lastActive", card.lastActive().text(), json);
        put("description", card.description(), json);
        json.set("sectors", texts(card.sectors().labels()));
        json.set("targets", texts(card.targets().labels()));
        json.set("tools", texts(card.tools().labels()));
        ObjectNode prose = json.putObject("prose");
        putProse("sectors", card.sectors(), prose);
        putProse("targets", card.targets(), prose);
        putProse("tools", card.tools(), prose);
        json.set("operations", activities(card.operations()));
        json.set("counterOperations", activities(card.counterOperations()));
    }

    private static void tool(ToolCard card, ObjectNode json) {
        put("category", card.category(), json);
        json.set("type", texts(card.type()));
        put("description", card.description(), json);
        json.set("malpedia", texts(card.malpedia()));
    }

    /** The names with their givers; a name without a giver has none. */
    public static ArrayNode names(Card card) {
        ArrayNode names = NODES.arrayNode();
        for (Name name : card.names()) {
            ObjectNode entry = names.addObject().put("name", name.name());
            put("giver", name.giver(), entry);
        }
        return names;
    }

    /** Source, date and licence, which belong to all that is given away of a deck. */
    public static ObjectNode deck(Deck deck) {
        ObjectNode json = NODES.objectNode().put("source", deck.source());
        put("date", deck.date().isoFrom(), json);
        put("license", deck.license(), json);
        return json;
    }

    /** The texts as a list, in their order. */
    public static ArrayNode texts(List<String> values) {
        ArrayNode texts = NODES.arrayNode();
        values.forEach(texts::add);
        return texts;
    }

    private static void putProse(String key, Listing listing, ObjectNode json) {
        if (!listing.prose().isEmpty()) {
            json.set(key, texts(listing.prose()));
        }
    }

    /** Each with its date as written, the days that it may mean, what happened, and the sources. */
    private static ArrayNode activities(List<Activity> activities) {
        ArrayNode array = NODES.arrayNode();
        for (Activity activity : activities) {
            CardDate date = activity.date();
            ObjectNode entry = array.addObject().put("date", date.text());
            if (date.isKnown()) {
                entry.put("from", date.isoFrom()).put("to", date.isoTo());
            }
            entry.put("activity", activity.story()).set("links", texts(activity.links()));
        }
        return array;
    }

    private static void put(String key, String value, ObjectNode json) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }

    /** What a card keeps of a key that it has no place for. */
    public static JsonNode parsed(String json) {
        try {
            return UNKNOWN.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card keeps unknown values as JSON, and this is none: " + json, e);
        }
    }
}
