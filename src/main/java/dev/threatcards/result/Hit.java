package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
 * @param operations the operations of an actor that match the text; empty if none does, and for tools
 */
public record Hit<C extends Card>(C card, float score, List<Match> matched, int matchedTotal,
        Map<String, List<Highlight>> highlights, Optional<Operations> operations) {

    /**
     * The operations of a card that match the text of a query.
     *
     * @param total how many
     * @param best the one that says the most of the text, with the sentences that say it
     */
    public record Operations(int total, OperationResult.Found best) {
        public Operations {
            Objects.requireNonNull(best, "best");
        }
    }

    /** A hit without operations. */
    public Hit(C card, float score, List<Match> matched, int matchedTotal, Map<String, List<Highlight>> highlights) {
        this(card, score, matched, matchedTotal, highlights, Optional.empty());
    }

    public Hit {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(operations, "operations");
        matched = DefensiveCopies.list(matched, "matched");
        highlights = DefensiveCopies.lists(highlights, "highlights");
    }
}
