package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;

/**
 * The hits and facets of a search.
 *
 * @param <C> actors or tools
 * @param total the number of cards that match
 * @param hits the cards of the requested page
 * @param facets the values of each requested facet, the most frequent first
 * @param facetTotals the number of all values of each of those facets
 * @param guidance hints such as did-you-mean
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
