package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/**
 * The cards that are similar to one.
 *
 * @param cards the most similar first, as many as were asked for
 * @param total how many are similar to it in all
 */
public record SimilarCards(List<SimilarCard> cards, int total) {

    public SimilarCards {
        cards = DefensiveCopies.list(cards, "cards");
    }
}
