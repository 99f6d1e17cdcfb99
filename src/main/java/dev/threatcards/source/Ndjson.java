package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;
import dev.threatcards.source.JsonSplitter.Ending;
import dev.threatcards.source.JsonSplitter.Value;

/**
 * Cards as the API gives them, one a line, each with the {@code collection} and the {@code deck} that it is of. Which sources it was
 * made from is not taken over: the export is the source now.
 */
final class Ndjson implements Form {

    static final String FORM = "NDJSON";

    // A line that begins as a card of the API does: {"id":"f0390e00-…","kind":"actor",
    private static final Pattern CARD = Pattern
            .compile("\\{\\s*\"id\"\\s*:\\s*\"[0-9a-fA-F-]{36}\"\\s*,\\s*\"kind\"\\s*:\\s*\"(actor|tool)\"");

    @Override
    public boolean recognises(String head) {
        return CARD.matcher(JsonEnvelope.object(head)).lookingAt();
    }

    @Override
    public boolean isUtf8() {
        return true;
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        JsonSplitter json = new JsonSplitter(content, Long.MAX_VALUE);
        int cards = 0;
        int rejects = 0;
        while (json.peek() >= 0) {
            String place = "line " + json.line();
            String reason = "";
            if (json.peek() == '{') {
                Value line = json.value(true);
                reason = line.ending() == Ending.CUT
                        ? JsonEnvelope.cut(json.position(), cards == 1 ? "1 card" : cards + " cards")
                        : card(line, location, sink);
            } else {
                reason = "This is no JSON object, so it is no card; the line was not read.";
                json.skipLine();
            }
            cards += reason.isEmpty() ? 1 : 0;
            if (!reason.isEmpty()) {
                sink.reject(new Reject(location, place, reason));
                rejects++;
            }
            if (rejects > JsonEnvelope.MOST_REJECTS) {
                sink.reject(new Reject(location, place, "More than " + JsonEnvelope.MOST_REJECTS
                        + " lines had to be set aside; what follows was not read."));
                return;
            }
        }
    }

    /** Gives a line's card to the sink; why it is none, empty if it is one. */
    private static String card(Value value, String location, CardSink sink) {
        try {
            JsonNode line = JsonEntry.tree(value);
            Deck deck = deck(line, location);
            sink.card(DeckCard.identified(EtdaCard.of(card(line), deck), deck));
            return "";
        } catch (BadCard e) {
            return e.getMessage();
        }
    }

    private static Deck deck(JsonNode line, String location) {
        String collection = line.path("collection").asText("");
        String source = line.path("deck").path("source").asText(collection);
        CardDate date = CardDates.parse(line.path("deck").path("date").asText(""));
        return Decks.of(FORM, collection + " " + source, collection, source, date, Deck.Extent.PAGES,
                line.path("deck").path("license").asText(""), location, "");
    }

    private static ObjectNode card(JsonNode line) throws BadCard {
        String kind = line.path("kind").asText("");
        if (!kind.equals("actor") && !kind.equals("tool")) {
            throw new BadCard("The line's \"kind\" is neither \"actor\" nor \"tool\", so it is no card.");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("uuid", line.path("id"));
        for (Field field : Field.values()) {
            JsonNode value = line.path(field == Field.RELATIONS ? "related" : field.key());
            if (!value.isMissingNode()) {
                put(field, value, EtdaKeys.key(field, kind), json);
            }
        }
        for (Field field : List.of(Field.SECTORS, Field.TARGETS, Field.TOOLS)) {
            for (JsonNode entry : line.path("prose").path(field.key())) {
                json.withArrayProperty(EtdaKeys.key(field, kind)).add(entry);
            }
        }
        return json;
    }

    private static void put(Field field, JsonNode value, String key, ObjectNode json) {
        switch (field) {
            case NAMES -> {
                ArrayNode names = json.putArray(key);
                value.forEach(name -> names.addObject().put("name", name.path("name").asText("")).put("name-giver",
                        name.path("giver").asText("")));
            }
            case OPERATIONS, COUNTER_OPERATIONS -> {
                ArrayNode activities = json.putArray(key);
                value.forEach(activity -> activities.addObject().put("date", activity.path("date").asText(""))
                        .put("activity", activity(activity)));
            }
            case UNKNOWN -> value.properties()
                    .forEach(unknown -> json.set(EtdaCard.unknownKey(unknown.getKey(), json), unknown.getValue()));
            case SECTORS, TARGETS, TOOLS -> value.forEach(json.withArrayProperty(key)::add);
            default -> json.set(key, value);
        }
    }

    /** What happened, and the links to the sources below it. */
    private static String activity(JsonNode activity) {
        StringBuilder text = new StringBuilder(activity.path("activity").asText(""));
        activity.path("links").forEach(link -> text.append(text.isEmpty() ? "" : "\n").append(link.asText("")));
        return text.toString();
    }
}
