package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.Card;
import dev.threatcards.text.DefensiveCopies;

/**
 * A card that matches a query.
 *
 * @param <C> actors or tools
 * @param score the relevance; comparable only within one result
 * @param matched the names and labels that match, best reason first; empty if only running text matches
 * @param matchedTotal the number of all such names and labels
 * @param highlights passages with the matching words by field, "description" before "operations"; a field without any is absent
 */
public record Hit<C extends Card>(C card, float score, List<Match> matched, int matchedTotal,
        Map<String, List<Highlight>> highlights) {

    public Hit {
        Objects.requireNonNull(card, "card");
        matched = DefensiveCopies.list(matched, "matched");
        highlights = DefensiveCopies.lists(highlights, "highlights");
    }
}
