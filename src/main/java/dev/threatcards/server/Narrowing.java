package dev.threatcards.server;

import java.util.Set;

import dev.threatcards.CardQuery;
import dev.threatcards.card.Facet;
import dev.threatcards.search.Filters.Mode;

/** From what a query finds to those of it that have a value. */
final class Narrowing {

    private Narrowing() {
    }

    /**
     * The query for those cards that the query finds and that have the value. Where alternatives are chosen the value has to hold
     * beside them: one alternative more would widen the result.
     */
    static CardQuery of(CardQuery query, Facet facet, String value) {
        Set<String> alternatives = query.filters().choice(facet).any();
        if (alternatives.equals(Set.of(value))) {
            return query;
        }
        return query.with(facet, alternatives.isEmpty() ? Mode.ANY : Mode.ALL, value);
    }
}
