package dev.threatcards.result;

import java.util.List;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.text.DefensiveCopies;

/**
 * A card of another collection that shares names with a card. Cards of different collections are never merged.
 *
 * @param card the other card
 * @param names the names that both have, as the first card spells them; not empty
 * @param degree {@link Degree#FOLDED}, or {@link Degree#CORE} if the names are equal only without their head nouns
 * @param counterpart whether the two are probably about the same actor or tool, because each is the card of its collection that shares the
 *     most names with the other. Otherwise this is a conflict: the collections do not agree on who has these names
 */
public record LinkedCard(CardReference card, List<String> names, Degree degree, boolean counterpart) {

    public LinkedCard {
        Objects.requireNonNull(card, "card");
        names = DefensiveCopies.list(names, "names");
        Objects.requireNonNull(degree, "degree");
    }
}
