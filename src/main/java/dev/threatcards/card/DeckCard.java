package dev.threatcards.card;

import java.util.UUID;

import dev.threatcards.text.NullChecks;

/**
 * A card as one deck has it.
 *
 * @param card the card; fields that the deck does not have are empty
 * @param deck the deck, in the edition from which the card was read
 * @param identity how the deck identifies the card
 */
public record DeckCard(Card card, Deck deck, Identity identity) {

    /** How a deck identifies a card. */
    public enum Identity {
        /** By the uuid. */
        UUID,
        /** By the title alone, from which the card's uuid is derived. */
        TITLE
    }

    public DeckCard {
        NullChecks.requireNonNull("card", card, "deck", deck, "identity", identity);
    }

    /** A card that its deck identifies by uuid. */
    public static DeckCard identified(Card card, Deck deck) {
        return new DeckCard(card, deck, Identity.UUID);
    }

    /** A card that its deck identifies by title. */
    public static DeckCard titled(Card card, Deck deck) {
        return new DeckCard(card, deck, Identity.TITLE);
    }

    /** The card's uuid. */
    public UUID uuid() {
        return card.uuid();
    }
}
