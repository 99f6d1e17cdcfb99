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
 * The result of a search for tools, see {@link SearchResult}.
 *
 * @param users the actors that use each tool of the page, by the tool's uuid
 */
public record ToolResult(CardQuery query, int total, List<Hit<ToolCard>> hits, Map<Facet, List<FacetValue>> facets,
        Map<Facet, Integer> facetTotals, Map<Facet, Integer> facetNone, Map<UUID, List<CardReference>> users,
        SearchAdvice guidance, Provenance provenance) {

    public ToolResult {
        NullChecks.requireNonNull("query", query, "guidance", guidance, "provenance", provenance);
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.lists(facets, "facets");
        facetTotals = DefensiveCopies.map(facetTotals, "facetTotals");
        facetNone = DefensiveCopies.map(facetNone, "facetNone");
        users = DefensiveCopies.lists(users, "users");
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return query.window().pages(total);
    }
}
