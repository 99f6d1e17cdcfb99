package dev.threatcards.source;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;

/**
 * Cards as the API gives them, one a line, each with the {@code collection} and the {@code deck} that it is of. Which sources it was
 * made from is not taken over: the export is the source now.
 */
final class Ndjson implements Form {

    static final String FORM = "NDJSON";

    // A line that begins as a card of the API does: {"id":"f0390e00-…","kind":"actor",
    private static final Pattern CARD = Pattern
            .compile("\\{\\s*\"id\"\\s*:\\s*\"[0-9a-fA-F-]{36}\"\\s*,\\s*\"kind\"\\s*:\\s*\"(actor|tool)\"");

    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

    @Override
    public boolean recognises(String head) {
        return CARD.matcher(JsonEnvelope.object(head)).lookingAt();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        try (JsonEnvelope.Bounded lines = new JsonEnvelope.Bounded(JSON.createParser(content))) {
            while (lines.nextToken() != null) {
                String place = "line " + lines.currentTokenLocation().getLineNr();
                JsonNode line = lines.tree();
                try {
                    Deck deck = deck(line, location);
                    sink.card(DeckCard.identified(EtdaCard.of(card(line), deck), deck));
                } catch (BadCard e) {
                    sink.reject(new Reject(location, place, e.getMessage()));
                }
            }
        } catch (JsonParseException | StreamConstraintsException e) {
            JsonLocation at = e.getLocation();
            sink.reject(new Reject(location, at == null ? "" : "line " + at.getLineNr(), JsonEnvelope.isEnd(e)
                    ? "The JSON ends early, in the middle of this line; the download was probably cut, so get the"
                            + " file again."
                    : "This line is not JSON (" + e.getOriginalMessage() + "); what follows was not read."));
        } catch (CharConversionException e) {
            sink.reject(new Reject(location, "",
                    "This is not in UTF-8 (" + e.getMessage() + "); what follows was not read."));
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
