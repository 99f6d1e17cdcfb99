package dev.threatcards.query;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;

/** The cards to export. */
public sealed interface CardSelection {

    /**
     * All cards that match a query, first the actors, then the tools, each in the query's order.
     *
     * @param query the query; its page and facets are ignored, and only its collections apply to tools
     */
    record Matching(CardQuery query, Set<Kind> kinds) implements CardSelection {
        public Matching {
            Objects.requireNonNull(query, "query");
            kinds = DefensiveCopies.enumSet(kinds, "kinds");
        }
    }

    /** The cards with these uuids, in this order, actors first. */
    record Identified(List<UUID> uuids) implements CardSelection {
        public Identified {
            uuids = DefensiveCopies.list(uuids, "uuids");
        }
    }

    /** All actors and tools. */
    static CardSelection all() {
        return of(CardQuery.all());
    }

    /** The actors that match, and the tools too if the query has at most filters on collections and editions. */
    static Matching of(CardQuery query) {
        Objects.requireNonNull(query, "query");
        boolean whole = query.text().isBlank() && query.filters().choices().keySet().stream()
                .allMatch(facet -> facet == Facet.COLLECTION || facet == Facet.EDITION);
        return new Matching(query, whole ? Set.of(Kind.ACTOR, Kind.TOOL) : Set.of(Kind.ACTOR));
    }

    /** The tools that match. */
    static CardSelection tools(CardQuery query) {
        return new Matching(query, Set.of(Kind.TOOL));
    }

    /** The actors that match. */
    static CardSelection actors(CardQuery query) {
        return new Matching(query, Set.of(Kind.ACTOR));
    }
}
