package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.MergedCard;
import dev.threatcards.text.DefensiveCopies;

/**
 * The cards that a uuid, a slug, an ATT&amp;CK id or a name means.
 *
 * @param cards the cards by title, the first thousand of them at most; empty if there is none
 * @param total how many there are in all
 */
public record IdentifiedCards(List<MergedCard> cards, int total) {

    public IdentifiedCards {
        cards = DefensiveCopies.list(cards, "cards");
    }
}
