package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a search found.
 *
 * @param query what was searched for
 * @param total how many cards match, all pages together
 * @param hits the cards of the page
 * @param facets the values of each facet that was asked for. A facet's counts ignore the alternatives chosen in it, so that
 *     each says how many cards there would be with that value chosen instead; chosen values are listed at 0 too
 * @param facetTotals how many values each of those facets has, listed or not
 * @param guidance what there is to say beside the hits: did-you-mean, a shared name, words that could be filters, what to drop
 *     where nothing was found; empty for a page of size 0
 * @param provenance where the cards that were searched come from: source, date and licence belong to every answer
 */
public record SearchResult(CardQuery query, int total, List<Hit<ActorCard>> hits, Map<Facet, List<FacetValue>> facets,
        Map<Facet, Integer> facetTotals, SearchAdvice guidance, Provenance provenance) {

    public SearchResult {
        Objects.requireNonNull(query, "query");
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.lists(facets, "facets");
        facetTotals = DefensiveCopies.map(facetTotals, "facetTotals");
        Objects.requireNonNull(guidance, "guidance");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** How many pages there are that can be asked for. */
    public int pages() {
        return query.window().pages(total);
    }
}
