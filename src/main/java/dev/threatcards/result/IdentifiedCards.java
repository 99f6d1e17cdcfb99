package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.MergedCard;
import dev.threatcards.text.DefensiveCopies;

/** The cards, by title and at most a thousand, that a uuid, a slug, an ATT&amp;CK id or a name identifies, and the number of all of them. */
public record IdentifiedCards(List<MergedCard> cards, int total) {

    public IdentifiedCards {
        cards = DefensiveCopies.list(cards, "cards");
    }
}
