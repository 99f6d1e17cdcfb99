package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;

/**
 * ETDA's JSON ({@code getcard.cgi}): an envelope that says what the deck is, with the cards in {@code values}; all groups,
 * one group and all tools look alike. A card alone, without the envelope, is read too, and so is what Threat Cards exports: a choice
 * of cards, maybe of several collections, each with a deck of its own in {@code decks}.
 */
final class EtdaJson implements Form {

    static final String FORM = "ETDA JSON";

    // JSON that has a key "actor" or "tool" near its beginning.
    private static final Pattern CARD_KEY = Pattern.compile("\"(actor|tool)\"\\s*:");

    @Override
    public boolean recognises(String head) {
        return CARD_KEY.matcher(JsonEnvelope.object(head)).find();
    }

    @Override
    public boolean isUtf8() {
        return true;
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        new Reading(location, sink).read(content);
    }

    /** One file being read. */
    private static final class Reading {
        private final String location;
        private final CardSink sink;
        private final JsonEnvelope json;
        private final Map<UUID, String> titles = new HashMap<>();
        private final Map<String, Deck> decks = new HashMap<>();
        private Deck.Extent extent = Deck.Extent.EDITION;
        private JsonNode waiting;
        private String waitingAt = "";
        private int fieldsOfDeck = -1;

        Reading(String location, CardSink sink) {
            this.location = location;
            this.sink = sink;
            this.json = new JsonEnvelope("values", location, sink);
        }

        void read(InputStream content) throws IOException {
            json.read(content, this::entry);
            // One card alone is no edition, whatever its envelope says.
            extent = waiting != null ? Deck.Extent.PAGES : extent;
            card(waiting, waitingAt);
            if ((json.isDamaged() || json.isBroken()) && !json.hasArray()) {
                // What is left of a card alone is not what its source says; why has been told.
                return;
            }
            if (json.fields().has("actor") || json.fields().has("tool")) {
                extent = Deck.Extent.PAGES;
                card(json.fields(), "/");
            } else if (!json.hasArray() && !json.isBroken()) {
                json.reject("", "This JSON has no cards where a deck has them, in \"values\".");
            }
        }

        /** The first card waits until it is known whether there is another. */
        private void entry(JsonNode card, String pointer) {
            if (pointer.equals("/values/0")) {
                waiting = card;
                waitingAt = pointer;
                return;
            }
            card(waiting, waitingAt);
            waiting = null;
            card(card, pointer);
        }

        private void card(JsonNode card, String pointer) {
            if (card == null) {
                return;
            }
            if (json.fields().size() != fieldsOfDeck) {
                fieldsOfDeck = json.fields().size();
                decks.clear();
            }
            Deck deck = decks.computeIfAbsent(card.path(EtdaCard.COLLECTION).asText("") + extent,
                    key -> deck(card.path(EtdaCard.COLLECTION).asText("")));
            try {
                sink.card(DeckCard.identified(identified(EtdaCard.of(card, deck), card, deck), deck));
            } catch (BadCard e) {
                json.reject(pointer, e.getMessage());
            }
        }

        /**
         * The card; under a uuid of its own if another card of the file has its uuid, as two pairs of tools on the real deck
         * do. The first keeps it; the other's is made from the uuid and its title, the same each time.
         */
        private Card identified(Card card, JsonNode json, Deck deck) throws BadCard {
            String title = titles.putIfAbsent(card.uuid(), card.name());
            if (title == null || title.equals(card.name())) {
                return card;
            }
            String own = card.uuid() + " " + card.name();
            ((ObjectNode) json).put("uuid", UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)).toString());
            return EtdaCard.of(json, deck);
        }

        /**
         * The deck of a collection's cards.
         *
         * @param collection the collection that a card names; empty for the first of the envelope, which is ETDA's unless it says
         *     otherwise
         */
        private Deck deck(String collection) {
            ObjectNode fields = json.fields();
            String source = fields.path("source").asText(fields.path("name").asText(FORM));
            String key = fields.path("uuid").asText(source);
            Deck.Extent whole = fields.path("extent").asText("").equals("pages") ? Deck.Extent.PAGES : extent;
            for (JsonNode own : fields.path("decks")) {
                String name = own.path(EtdaCard.COLLECTION).asText("");
                if (collection.isEmpty() || name.equals(collection)) {
                    return Decks.of(FORM, key + " " + name, name, own.path("source").asText(source),
                            CardDates.parse(own.path("date").asText("")), whole,
                            Licenses.shortName(own.path("license").asText("")), location, "");
                }
            }
            return Decks.of(FORM, key, collection.isEmpty() ? Deck.ETDA : collection, source,
                    CardDates.parse(fields.path("last-db-change").asText("")), whole,
                    Licenses.shortName(fields.path("license").asText("")), location, "");
        }
    }
}
