package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a search found.
 *
 * @param <C> actors or tools
 * @param total how many cards match, all pages together
 * @param hits the cards of the page that was asked for
 * @param facets the values of each facet that was asked for, the most frequent first
 * @param facetTotals how many values each of those facets has, listed or not
 * @param guidance what there is to say beside the hits
 * @param collections the collections that were searched; empty if all were
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
