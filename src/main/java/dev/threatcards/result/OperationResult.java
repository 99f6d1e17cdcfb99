package dev.threatcards.result;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A page of operations. Each count is the number of operations that a search has with that value, or that month, in place of the query's
 * own choice.
 *
 * @param total the number of operations that match
 * @param facets the values of each requested facet by its parameter, see {@link OperationFacet#parameters}
 * @param months the months in which operations may have started, in their order, whatever the query's {@link OperationQuery#active}; an
 *     operation that is dated to a year counts in each of its months. At most the last {@link #MOST_MONTHS}
 * @param ignored words of the text that no operation has
 * @param provenance the sources of the cards, which every response has to name
 */
public record OperationResult(OperationQuery query, int total, List<Found> hits, Map<String, FacetValues> facets,
        List<Month> months, List<String> ignored, Provenance provenance) {

    /** The most months, a hundred years. */
    public static final int MOST_MONTHS = 1_200;

    /**
     * An operation that matches.
     *
     * @param actor the card that it is on
     * @param passages what happened, with the words of the query marked
     * @param score the relevance; comparable only within one result, 0 unless it is in the order of relevance
     */
    public record Found(CardReference actor, Operation operation, List<Highlight> passages, float score) {
        public Found {
            NullChecks.requireNonNull("actor", actor, "operation", operation);
            passages = DefensiveCopies.list(passages, "passages");
        }
    }

    /** A month with the number of operations that may have started in it, at least one. */
    public record Month(YearMonth month, int count) {
        public Month {
            Objects.requireNonNull(month, "month");
        }
    }

    public OperationResult {
        NullChecks.requireNonNull("query", query, "provenance", provenance);
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.map(facets, "facets");
        months = DefensiveCopies.list(months, "months");
        ignored = DefensiveCopies.list(ignored, "ignored");
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return new PageRequest(Order.RELEVANCE, 1, query.size()).pages(total);
    }
}
