package dev.threatcards;

import java.util.List;
import java.util.Map;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.deck.LinkedTechniques;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.source.CardMerger;
import dev.threatcards.source.OwnCards;

/** Indexes cards of the embedding program, with a deck for each collection. */
final class CardsInMemory {

    private CardsInMemory() {
    }

    /**
     * Writes and commits the cards.
     *
     * @throws IllegalArgumentException if one cannot be searched or exported, see {@link OwnCards}
     */
    static void write(List<Card> cards, CardIndexWriter writer) {
        for (Card card : cards.stream().map(OwnCards::checked).toList()) {
            Deck deck = deck(card.collection());
            writer.putDeck(deck);
            writer.put(CardMerger.of(List.of(DeckCard.identified(card, deck)), Map.of()));
        }
        LinkedTechniques.update(writer.reading(LinkedTechniques::links), writer::card, writer::put);
        writer.commit(List.of());
    }

    private static Deck deck(String collection) {
        return new Deck("memory " + collection, collection, collection, CardDate.NONE, Deck.Extent.PAGES, "",
                "cards in memory", "memory", "");
    }
}
