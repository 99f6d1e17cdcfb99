package dev.threatcards.source.form;

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
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;

/**
 * ETDA's JSON ({@code getcard.cgi}): an envelope that describes the deck, with the cards in {@code values}. Exports of all groups, of
 * one group and of all tools have the same shape. A single card without the envelope is read too, and so are exports of Threat Cards:
 * cards of one or several collections, each of which has an entry in {@code decks}.
 */
public final class EtdaJsonForm implements CardForm {

    public static final String FORM = "ETDA JSON";

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
            // A single card is no edition, whatever its envelope says.
            extent = waiting != null ? Deck.Extent.PAGES : extent;
            card(waiting, waitingAt);
            if ((json.isDamaged() || json.isBroken()) && !json.hasArray()) {
                // A damaged single card is not what its source says. The damage has been reported.
                return;
            }
            if (json.fields().has("actor") || json.fields().has("tool")) {
                extent = Deck.Extent.PAGES;
                card(json.fields(), "/");
            } else if (!json.hasArray() && !json.isBroken()) {
                json.reject("", "This JSON has no cards where a deck has them, in \"values\".");
            }
        }

        /** Holds the first card back until a second one shows that the file is no single card. */
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
            Deck deck = decks.computeIfAbsent(card.path(EtdaKeys.COLLECTION).asText("") + extent,
                    key -> deck(card.path(EtdaKeys.COLLECTION).asText("")));
            try {
                sink.card(DeckCard.identified(identified(EtdaFields.read(card, deck)), deck));
            } catch (BadCard e) {
                json.reject(pointer, e.getMessage());
            }
        }

        /**
         * Builds the card; under a uuid of its own if another card of the file has its uuid, as two pairs of tools on the real
         * deck do. The first card keeps the uuid; that of the other is derived from it and the title, the same each time.
         */
        private Card identified(CardBuilder builder) throws BadCard {
            Card card = builder.build();
            String title = titles.putIfAbsent(card.uuid(), card.name());
            if (title == null || title.equals(card.name())) {
                return card;
            }
            String own = card.uuid() + " " + card.name();
            return builder.uuid(UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)).toString()).build();
        }

        /**
         * The deck of a collection's cards.
         *
         * @param collection the collection that a card names; empty for the envelope's first, which is ETDA's unless the
         *     envelope says otherwise
         */
        private Deck deck(String collection) {
            ObjectNode fields = json.fields();
            String source = fields.path("source").asText(fields.path("name").asText(FORM));
            String key = fields.path("uuid").asText(source);
            Deck.Extent whole = fields.path("extent").asText("").equals("pages") ? Deck.Extent.PAGES : extent;
            for (JsonNode own : fields.path("decks")) {
                String name = own.path(EtdaKeys.COLLECTION).asText("");
                if (collection.isEmpty() || name.equals(collection)) {
                    return Decks.of(FORM, key + " " + name, name, own.path("source").asText(source),
                            CardDate.parse(own.path("date").asText("")), whole,
                            Licenses.shortName(own.path("license").asText("")), location, "");
                }
            }
            return Decks.of(FORM, key, collection.isEmpty() ? Deck.ETDA : collection, source,
                    CardDate.parse(fields.path("last-db-change").asText("")), whole,
                    Licenses.shortName(fields.path("license").asText("")), location, "");
        }
    }
}
