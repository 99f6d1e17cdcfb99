package dev.threatcards.result;

import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.NullChecks;

/** The statistics of the actors that match a query, with the sources of the cards, which every response has to name. */
public record StatisticsResult(CardQuery query, DeckStatistics landscape, Provenance provenance) {
    public StatisticsResult {
        NullChecks.requireNonNull("query", query, "landscape", landscape, "provenance", provenance);
    }
}
