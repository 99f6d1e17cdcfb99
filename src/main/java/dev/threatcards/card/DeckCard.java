package dev.threatcards.card;

/** A card, and the deck that it is from. */
public record DeckCard(Card card, Deck deck) {
}
