package dev.threatcards.export;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The properties of an export that are known before its first card.
 *
 * @param provenance the sources of the cards
 * @param kinds the kinds of cards in the export
 * @param givers the names of name-givers by uuid
 * @param key a text that is unique to this selection of cards
 */
public record ExportContents(Provenance provenance, Set<Kind> kinds, Map<UUID, String> givers, String key) {

    public ExportContents {
        NullChecks.requireNonNull("provenance", provenance, "key", key);
        kinds = DefensiveCopies.enumSet(kinds, "kinds");
        givers = DefensiveCopies.map(givers, "givers");
    }

    /** Source, date and licence of each collection, ETDA's first. */
    List<Attribution> attributions() {
        return provenance.collections().stream().map(counts -> Attribution.of(counts.collection(), provenance))
                .toList();
    }

    /** The first collection. */
    String collection() {
        return provenance.collections().isEmpty() ? Deck.ETDA : provenance.collections().getFirst().collection();
    }

    /** The sources of all collections. */
    String source() {
        return attributions().stream().map(Attribution::source).distinct().collect(Collectors.joining(" and "));
    }

    /** Source, date and licence of all collections. */
    String statement() {
        return attributions().stream().map(Attribution::statement).collect(Collectors.joining("; "));
    }
}
