package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/**
 * The cards that are similar to one.
 *
 * @param cards the requested number of cards, the most similar first
 * @param total the number of all similar cards
 */
public record SimilarCards(List<SimilarCard> cards, int total) {

    public SimilarCards {
        cards = DefensiveCopies.list(cards, "cards");
    }
}
