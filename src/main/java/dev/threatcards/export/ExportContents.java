package dev.threatcards.export;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance;
import dev.threatcards.text.DefensiveCopies;

/**
 * What is known of an export before its first card.
 *
 * @param provenance the decks that its cards are from
 * @param kinds whether there are actors, tools or both
 * @param givers name-givers that decks know by uuid
 * @param key a text that another choice of cards does not have, the same each time
 */
public record ExportContents(Provenance provenance, Set<Kind> kinds, Map<UUID, String> givers, String key) {

    public ExportContents {
        Objects.requireNonNull(provenance, "provenance");
        kinds = DefensiveCopies.enumSet(kinds, "kinds");
        givers = DefensiveCopies.map(givers, "givers");
        Objects.requireNonNull(key, "key");
    }

    /** Source, date and licence of each collection, ETDA's first. */
    List<Attribution> attributions() {
        return provenance.collections().stream().map(counts -> Attribution.of(counts.collection(), provenance))
                .toList();
    }

    /** The collection that a card is of unless it says otherwise. */
    String collection() {
        return provenance.collections().isEmpty() ? Deck.ETDA : provenance.collections().getFirst().collection();
    }

    /** Source, date and licence of all of it, as a sentence. */
    String statement() {
        return attributions().stream().map(Attribution::statement).reduce((one, other) -> one + "; " + other)
                .orElse("");
    }
}
