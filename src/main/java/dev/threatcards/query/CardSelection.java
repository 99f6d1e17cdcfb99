package dev.threatcards.query;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;

/** Which cards are exported. */
public sealed interface CardSelection {

    /**
     * The cards that match a query, all pages of them: first the actors, then the tools, each in the query's order.
     *
     * @param query what of it is a page or a count is of no account; of its filters only the collection holds for tools
     * @param kinds actors, tools, or both
     */
    record Matching(CardQuery query, Set<Kind> kinds) implements CardSelection {
        public Matching {
            Objects.requireNonNull(query, "query");
            kinds = DefensiveCopies.enumSet(kinds, "kinds");
        }
    }

    /** The cards of these uuids, in this order, actors first. */
    record Identified(List<UUID> uuids) implements CardSelection {
        public Identified {
            uuids = DefensiveCopies.list(uuids, "uuids");
        }
    }

    /** All cards, actors and tools, that a search is over. */
    static CardSelection all() {
        return of(CardQuery.all());
    }

    /** The actors that match; of a query that asks for nothing but a collection, the tools too. */
    static CardSelection of(CardQuery query) {
        Objects.requireNonNull(query, "query");
        boolean whole = query.text().isBlank()
                && query.filters().choices().keySet().stream().allMatch(facet -> facet == Facet.COLLECTION);
        return new Matching(query, whole ? Set.of(Kind.ACTOR, Kind.TOOL) : Set.of(Kind.ACTOR));
    }

    /** The tools that match. */
    static CardSelection tools(CardQuery query) {
        return new Matching(query, Set.of(Kind.TOOL));
    }

    /** The actors that match, and no tools. */
    static CardSelection actors(CardQuery query) {
        return new Matching(query, Set.of(Kind.ACTOR));
    }
}
