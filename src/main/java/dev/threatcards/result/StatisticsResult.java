package dev.threatcards.result;

import java.util.Objects;

import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;

/**
 * What the actors that a query finds look like, all of them together.
 *
 * @param query what was searched for
 * @param landscape the numbers
 * @param provenance where the cards that were searched come from: source, date and licence belong to every answer
 */
public record StatisticsResult(CardQuery query, DeckStatistics landscape, Provenance provenance) {
    public StatisticsResult {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(landscape, "landscape");
        Objects.requireNonNull(provenance, "provenance");
    }
}
