package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.MergedCard;
import dev.threatcards.text.DefensiveCopies;

/**
 * The cards that a uuid, a slug, an ATT&amp;CK id or a name identifies.
 *
 * @param cards the cards by title, at most a thousand
 * @param total the number of all such cards
 */
public record IdentifiedCards(List<MergedCard> cards, int total) {

    public IdentifiedCards {
        cards = DefensiveCopies.list(cards, "cards");
    }
}
