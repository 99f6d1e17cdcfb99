package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The result of a search for tools.
 *
 * @param query the query
 * @param total the number of tools that match
 * @param hits the tools of the page
 * @param facets the values of each requested facet, counted as in {@link SearchResult#facets}
 * @param facetTotals the number of all values of each of those facets
 * @param users the actors that use each tool of the page, by the tool's uuid
 * @param guidance hints such as did-you-mean; empty for a page of size 0
 * @param provenance the sources of the cards, which every response has to name
 */
public record ToolResult(CardQuery query, int total, List<Hit<ToolCard>> hits, Map<Facet, List<FacetValue>> facets,
        Map<Facet, Integer> facetTotals, Map<UUID, List<CardReference>> users, SearchAdvice guidance,
        Provenance provenance) {

    public ToolResult {
        NullChecks.requireNonNull("query", query, "guidance", guidance, "provenance", provenance);
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.lists(facets, "facets");
        facetTotals = DefensiveCopies.map(facetTotals, "facetTotals");
        users = DefensiveCopies.lists(users, "users");
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return query.window().pages(total);
    }
}
