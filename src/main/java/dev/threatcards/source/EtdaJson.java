package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Reject;

/**
 * ETDA's JSON ({@code getcard.cgi}): an envelope that says what the deck is, with the cards in {@code values}; all groups,
 * one group and all tools look alike. A card alone, without the envelope, is read too. Cards are read one by one, so that
 * a file may be larger than the memory.
 */
final class EtdaJson implements Form {

    // JSON that has a key "actor" or "tool" near its beginning.
    private static final Pattern CARD_KEY = Pattern.compile("\"(actor|tool)\"\\s*:");

    private static final String END_OF_INPUT = "Unexpected end-of-input";

    private static final ObjectMapper JSON = JsonMapper.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

    @Override
    public boolean recognises(String head) {
        String text = head.startsWith("\uFEFF") ? head.substring(1) : head;
        return text.stripLeading().startsWith("{") && CARD_KEY.matcher(head).find();
    }

    @Override
    public void read(InputStream content, String origin, String location, CardSink sink) throws IOException {
        new Reading(origin, location, sink).read(content);
    }

    /** One file being read. */
    private static final class Reading {
        private final String origin;
        private final String location;
        private final CardSink sink;
        private final ObjectNode envelope = JSON.createObjectNode();
        private final Map<UUID, String> titles = new HashMap<>();
        private boolean hasValues;
        private int count;

        Reading(String origin, String location, CardSink sink) {
            this.origin = origin;
            this.location = location;
            this.sink = sink;
        }

        void read(InputStream content) throws IOException {
            try (JsonParser json = JSON.createParser(content)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    JsonToken value = json.nextToken();
                    if (key.equals("values") && value == JsonToken.START_ARRAY) {
                        hasValues = true;
                        readCards(json);
                    } else {
                        envelope.set(key, JSON.readTree(json));
                    }
                }
                if (envelope.has("actor") || envelope.has("tool")) {
                    read(envelope, "/", deck());
                } else if (!hasValues) {
                    reject("", "This JSON has no cards where a deck has them, in \"values\".");
                }
                if (json.nextToken() != null) {
                    reject(place(json.currentTokenLocation()), "More follows the end of the JSON, and was not read.");
                }
            } catch (JsonParseException | StreamConstraintsException e) {
                String what = e instanceof JsonEOFException || e.getOriginalMessage().startsWith(END_OF_INPUT)
                        ? "The JSON breaks off here, after " + count + " cards; get the file again."
                        : "This is not JSON (" + e.getOriginalMessage() + "); what follows was not read.";
                reject(count == 0 ? "" : place(e.getLocation()), what);
            }
        }

        private void readCards(JsonParser json) throws IOException {
            Deck deck = deck();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                JsonNode card = JSON.readTree(json);
                read(card, "/values/" + count, deck);
                count++;
            }
        }

        private void read(JsonNode card, String pointer, Deck deck) {
            try {
                sink.card(identified(EtdaCard.of(card), card), deck);
            } catch (BadCard e) {
                reject(pointer, e.getMessage());
            }
        }

        /**
         * The card; under a uuid of its own if another card of the file has its uuid, as two pairs of tools on the real deck
         * do. The first keeps it; the other's is made from the uuid and its title, the same each time.
         */
        private Card identified(Card card, JsonNode json) throws BadCard {
            String title = titles.putIfAbsent(card.uuid(), card.name());
            if (title == null || title.equals(card.name())) {
                return card;
            }
            String own = card.uuid() + " " + card.name();
            ((ObjectNode) json).put("uuid", UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)).toString());
            return EtdaCard.of(json);
        }

        private Deck deck() {
            String source = envelope.path("source").asText(envelope.path("name").asText("ETDA JSON"));
            String id = envelope.path("uuid").asText(source);
            CardDate date = CardDates.parse(envelope.path("last-db-change").asText(""));
            return new Deck(id, source, date, Licenses.shortName(envelope.path("license").asText("")), "ETDA JSON",
                    origin);
        }

        private void reject(String place, String reason) {
            sink.reject(new Reject(location, place, reason));
        }

        private static String place(JsonLocation location) {
            return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
        }
    }
}
