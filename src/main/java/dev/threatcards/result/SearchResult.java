package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The result of a search for actors.
 *
 * @param query the query
 * @param total the number of cards that match
 * @param hits the cards of the page
 * @param facets the values of each requested facet. Each count is the number of cards if that value were selected instead of the
 *     facet's other alternatives; selected values are listed even if their count is 0
 * @param facetTotals the number of all values of each of those facets
 * @param facetNone the number of cards without a value of each of those facets, counted as the values are; the filter
 *     {@link dev.threatcards.query.Filters#NO_VALUE} asks for them
 * @param guidance hints such as did-you-mean; empty for a page of size 0
 * @param provenance the sources of the cards, which every response has to name
 */
public record SearchResult(CardQuery query, int total, List<Hit<ActorCard>> hits, Map<Facet, List<FacetValue>> facets,
        Map<Facet, Integer> facetTotals, Map<Facet, Integer> facetNone, SearchAdvice guidance, Provenance provenance) {

    public SearchResult {
        NullChecks.requireNonNull("query", query, "guidance", guidance, "provenance", provenance);
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.lists(facets, "facets");
        facetTotals = DefensiveCopies.map(facetTotals, "facetTotals");
        facetNone = DefensiveCopies.map(facetNone, "facetNone");
    }

    /** This result with other hints. */
    public SearchResult withGuidance(SearchAdvice hints) {
        Objects.requireNonNull(hints, "hints");
        return new SearchResult(query, total, hits, facets, facetTotals, facetNone, hints, provenance);
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return query.window().pages(total);
    }
}
