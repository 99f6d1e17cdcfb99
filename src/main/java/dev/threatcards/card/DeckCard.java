package dev.threatcards.card;

import java.util.Objects;
import java.util.UUID;

/**
 * What one deck says of an actor or a tool. A deck that has only a part of a card leaves the rest empty.
 *
 * @param card the card as the deck has it
 * @param deck the deck, in the edition that the card was read from
 * @param identity how the deck says which card it is
 */
public record DeckCard(Card card, Deck deck, Identity identity) {

    /** How a deck tells which card it speaks of. */
    public enum Identity {
        /** By the uuid. */
        UUID,
        /** By the title alone; the card's uuid is made from it, the same each time. */
        TITLE
    }

    public DeckCard {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(deck, "deck");
        Objects.requireNonNull(identity, "identity");
    }

    /** A card that its deck knows by uuid. */
    public static DeckCard identified(Card card, Deck deck) {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(deck, "deck");
        return new DeckCard(card, deck, Identity.UUID);
    }

    /** A card that its deck knows by its title alone. */
    public static DeckCard titled(Card card, Deck deck) {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(deck, "deck");
        return new DeckCard(card, deck, Identity.TITLE);
    }

    /** The uuid of the deck's card. */
    public UUID uuid() {
        return card.uuid();
    }
}
