package dev.threatcards.search;

import java.util.List;
import java.util.Map;

import dev.threatcards.card.Facet;

/**
 * What a search found.
 *
 * @param total how many cards match, all pages together
 * @param hits the cards of the page that was asked for
 * @param facets the values of each facet that was asked for, the most frequent first
 */
public record Hits(int total, List<Hit> hits, Map<Facet, List<FacetValue>> facets) {
}
