package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a search for tools found.
 *
 * @param query what was searched for
 * @param total how many tools match, all pages together
 * @param hits the tools of the page
 * @param facets the values of each facet of tools that was asked for, counted as those of actors are
 * @param facetTotals how many values each of those facets has, listed or not
 * @param users who uses each tool of the page, by the tool's uuid
 * @param guidance what there is to say beside the hits; empty for a page of size 0
 * @param provenance where the cards come from
 */
public record ToolResult(CardQuery query, int total, List<Hit<ToolCard>> hits, Map<Facet, List<FacetValue>> facets,
        Map<Facet, Integer> facetTotals, Map<UUID, List<CardReference>> users, SearchAdvice guidance,
        Provenance provenance) {

    public ToolResult {
        Objects.requireNonNull(query, "query");
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.lists(facets, "facets");
        facetTotals = DefensiveCopies.map(facetTotals, "facetTotals");
        users = DefensiveCopies.lists(users, "users");
        Objects.requireNonNull(guidance, "guidance");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** How many pages there are that can be asked for. */
    public int pages() {
        return query.window().pages(total);
    }
}
