package dev.threatcards.source;

import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Reject;

/** Takes what the readers find, in the order in which they find it. */
public interface CardSink {

    /** A card and the deck that it is from. */
    void card(Card card, Deck deck);

    /** Something that could not be read, and was set aside. */
    void reject(Reject reject);
}
