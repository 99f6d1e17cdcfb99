package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.json.JsonSplitter;
import dev.threatcards.json.JsonSplitter.Ending;
import dev.threatcards.json.JsonSplitter.Value;

/**
 * Cards in the API's JSON, one per line. The {@code sources} of a card are ignored, because the export is the source now.
 */
public final class NdjsonForm implements CardForm {

    static final String FORM = "NDJSON";

    // {"id":"f0390e00-…","kind":"actor",
    private static final Pattern CARD = Pattern
            .compile("\\{\\s*\"id\"\\s*:\\s*\"[0-9a-fA-F-]{36}\"\\s*,\\s*\"kind\"\\s*:\\s*\"(actor|tool)\"");

    @Override
    public boolean recognises(String head) {
        return CARD.matcher(JsonEnvelope.object(head)).lookingAt();
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
                reason = line.ending == Ending.CUT
                        ? JsonEnvelope.truncated(json.position(), cards == 1 ? "1 card" : cards + " cards")
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

    /** Passes a line's card to the sink. Returns the reason if it is invalid, or else an empty text. */
    private static String card(Value value, String location, CardSink sink) {
        try {
            JsonNode line = JsonEntry.tree(value);
            Deck deck = deck(line, location);
            sink.card(DeckCard.identified(card(line, deck), deck));
            return "";
        } catch (BadCard e) {
            return e.getMessage();
        }
    }

    private static Deck deck(JsonNode line, String location) {
        String collection = line.path("collection").asText("");
        String source = line.path("deck").path("source").asText(collection);
        CardDate date = CardDate.parse(line.path("deck").path("date").asText(""));
        return Decks.of(FORM, collection + " " + source, collection, source, date, Deck.Extent.PAGES,
                line.path("deck").path("license").asText(""), location, "");
    }

    private static Card card(JsonNode line, Deck deck) throws BadCard {
        Kind kind = Kind.named(line.path("kind").asText("")).orElseThrow(
                () -> new BadCard("The line's \"kind\" is neither \"actor\" nor \"tool\", so it is no card."));
        CardBuilder card = new CardBuilder(kind, deck);
        EtdaFields.put(EtdaKeys.UUID, line.path("id"), card);
        EditionStatus.named(line.path(EtdaKeys.EDITION).asText("")).ifPresent(card::edition);
        for (Field field : Field.values()) {
            JsonNode value = line.path(field == Field.RELATIONS ? "related" : field.key());
            if (!value.isMissingNode()) {
                put(field, value, card);
            }
        }
        for (Field field : List.of(Field.SECTORS, Field.TARGETS, Field.TOOLS)) {
            JsonNode prose = line.path("prose").path(field.key());
            if (!prose.isMissingNode()) {
                EtdaFields.put(field, prose, card);
            }
        }
        return card.build();
    }

    /** Names and activities differ from ETDA's JSON. */
    private static void put(Field field, JsonNode value, CardBuilder card) throws BadCard {
        switch (field) {
            case NAMES -> value.forEach(name -> card.name(name.path("name").asText(""), name.path("giver").asText("")));
            case OPERATIONS, COUNTER_OPERATIONS ->
                value.forEach(activity -> card.activity(field, activity.path("date").asText(""), activity(activity)));
            default -> EtdaFields.put(field, value, card);
        }
    }

    /** What happened, and the links to the sources below it. */
    private static String activity(JsonNode activity) {
        StringBuilder text = new StringBuilder(activity.path("activity").asText(""));
        activity.path("links").forEach(link -> text.append(text.isEmpty() ? "" : "\n").append(link.asText("")));
        return text.toString();
    }
}
