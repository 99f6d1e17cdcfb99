package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;

/**
 * The hits and facets of a search, see {@link SearchResult}.
 *
 * @param <C> actors or tools
 * @param collections the collections that were searched; empty for all
 */
public record Hits<C extends Card>(int total, List<Hit<C>> hits, Map<Facet, List<FacetValue>> facets,
        Map<Facet, Integer> facetTotals, SearchAdvice guidance, Set<String> collections) {
    public Hits {
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.lists(facets, "facets");
        facetTotals = DefensiveCopies.map(facetTotals, "facetTotals");
        Objects.requireNonNull(guidance, "guidance");
        collections = DefensiveCopies.set(collections, "collections");
    }
}
