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
import dev.threatcards.json.EtdaKeys;

/**
 * ETDA's JSON ({@code getcard.cgi}): an envelope that describes the deck, with the cards in {@code values}. A single card without the
 * envelope is read too, and so are exports of Threat Cards, which may have several collections, each with an entry in {@code decks}.
 */
public final class EtdaJsonForm implements CardForm {

    public static final String FORM = "ETDA JSON";

    private static final String FIRST = "/values/0";

    // JSON that has a key "actor" or "tool" near its beginning.
    private static final Pattern CARD_KEY = Pattern.compile("\"(actor|tool)\"\\s*:");

    @Override
    public boolean recognises(String head) {
        return CARD_KEY.matcher(JsonEnvelope.object(head)).find();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        new Reading(location, sink).read(content);
    }

    private static final class Reading {
        private final String location;
        private final CardSink sink;
        private final JsonEnvelope json;
        private final Map<UUID, String> titles = new HashMap<>();
        private final Map<String, Deck> decks = new HashMap<>();
        private Deck.Extent extent = Deck.Extent.EDITION;
        private JsonNode first;
        private int fieldsOfDeck = -1;

        Reading(String location, CardSink sink) {
            this.location = location;
            this.sink = sink;
            this.json = new JsonEnvelope("values", location, sink);
        }

        void read(InputStream content) throws IOException {
            json.read(content, this::entry);
            // A file with a single card is not an edition.
            extent = first != null ? Deck.Extent.PAGES : extent;
            firstCard();
            if ((json.isDamaged() || json.isBroken()) && !json.hasArray()) {
                // The damage to a single card has been reported.
                return;
            }
            if (json.fields().has("actor") || json.fields().has("tool")) {
                extent = Deck.Extent.PAGES;
                card(json.fields(), "/");
            } else if (!json.hasArray() && !json.isBroken()) {
                json.reject("", "This JSON has no cards where a deck has them, in \"values\".");
            }
        }

        /** Delays the first card until the second one shows that the file is an edition. */
        private void entry(JsonNode card, String pointer) {
            if (pointer.equals(FIRST)) {
                first = card;
            } else {
                firstCard();
                card(card, pointer);
            }
        }

        private void firstCard() {
            if (first != null) {
                card(first, FIRST);
                first = null;
            }
        }

        private void card(JsonNode card, String pointer) {
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
         * Builds the card. If an earlier card of the file has the same uuid, as for two pairs of tools on the real deck, the card's
         * uuid is derived from that and the title.
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
         * @param collection the collection on the card; if empty, the first of the envelope, or else ETDA's
         */
        private Deck deck(String collection) {
            ObjectNode fields = json.fields();
            String source = fields.path("source").asText(fields.path("name").asText(FORM));
            Deck.Extent whole = Decks.ofExport(extent == Deck.Extent.PAGES, fields.path("extent").asText(""));
            // A page is a source beside the edition, which may lack its card.
            String key = fields.path("uuid").asText(source) + (whole == Deck.Extent.PAGES ? " pages" : "");
            for (JsonNode own : fields.path("decks")) {
                String name = own.path(EtdaKeys.COLLECTION).asText("");
                if (collection.isEmpty() || name.equals(collection)) {
                    return Decks.of(FORM, key + " " + name, name, own.path("source").asText(source),
                            CardDate.parse(own.path("date").asText("")), whole, own.path("license").asText(""),
                            location, "");
                }
            }
            return Decks.of(FORM, key, collection.isEmpty() ? Deck.ETDA : collection, source,
                    CardDate.parse(fields.path("last-db-change").asText("")), whole, fields.path("license").asText(""),
                    location, "");
        }
    }
}
