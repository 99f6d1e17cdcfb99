package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.Card;
import dev.threatcards.text.DefensiveCopies;

/**
 * A card that was found.
 *
 * @param <C> actors or tools
 * @param card the card
 * @param score how well it fits; comparable within one result alone
 * @param matched the names and labels that it was found by, best reason first; empty where its running text alone has the words,
 *     which {@code highlights} show then
 * @param matchedTotal how many such names and labels there are, listed or not
 * @param highlights passages around the words that matched, by field, "description" before "operations"; a field without
 *     any is absent
 */
public record Hit<C extends Card>(C card, float score, List<Match> matched, int matchedTotal,
        Map<String, List<Highlight>> highlights) {

    public Hit {
        Objects.requireNonNull(card, "card");
        matched = DefensiveCopies.list(matched, "matched");
        highlights = DefensiveCopies.lists(highlights, "highlights");
    }
}
