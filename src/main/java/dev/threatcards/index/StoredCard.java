package dev.threatcards.index;

import dev.threatcards.card.Card;

/**
 * A card as the index holds it.
 *
 * @param deck the id of the deck that it is from
 */
public record StoredCard(Card card, String deck) {
}
