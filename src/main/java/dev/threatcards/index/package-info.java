/**
 * A card to a Lucene document and back; writing, committing and opening an index.
 *
 * <p>Comes in: {@link dev.threatcards.card.Card cards} with their decks. Goes out: a Lucene index that holds the cards
 * themselves, and searchers over it. {@link dev.threatcards.index.CardFields} names every field and says what is in it.
 * This room does not know which form a card came in, nor how anybody searches.
 */
package dev.threatcards.index;
