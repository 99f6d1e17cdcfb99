package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/** The requested number of cards that are similar to one, the most similar first, and the number of all of them. */
public record SimilarCards(List<SimilarCard> cards, int total) {

    public SimilarCards {
        cards = DefensiveCopies.list(cards, "cards");
    }
}
