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
 * @param values how each value of a facet of the operations was understood
 * @param guidance how the filters of actors and the text were read; it has no other hints
 * @param provenance the sources of the cards, which every response has to name
 */
public record OperationResult(OperationQuery query, int total, List<Found> hits, Map<String, FacetValues> facets,
        List<Month> months, List<String> ignored, List<ReadValue> values, SearchAdvice guidance,
        Provenance provenance) {

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

    /**
     * How a value of a facet of operations was understood.
     *
     * @param value as it was asked for
     * @param understood in words: "Sofacy, APT 28, Fancy Bear", "2015 to 2017", "no value"; empty if it means nothing, so that no operation
     *     has it
     * @param values the values of operations that are meant; of a range the years that it has as a whole
     * @param nearest the values that look most like one that means nothing
     */
    public record ReadValue(OperationFacet facet, String value, String understood, List<String> values,
            List<String> nearest) {
        public ReadValue {
            NullChecks.requireNonNull("facet", facet, "value", value, "understood", understood);
            values = DefensiveCopies.list(values, "values");
            nearest = DefensiveCopies.list(nearest, "nearest");
        }
    }

    /** A month with the number of operations that may have started in it, at least one. */
    public record Month(YearMonth month, int count) {
        public Month {
            Objects.requireNonNull(month, "month");
        }
    }

    public OperationResult {
        NullChecks.requireNonNull("query", query, "guidance", guidance, "provenance", provenance);
        hits = DefensiveCopies.list(hits, "hits");
        facets = DefensiveCopies.map(facets, "facets");
        months = DefensiveCopies.list(months, "months");
        ignored = DefensiveCopies.list(ignored, "ignored");
        values = DefensiveCopies.list(values, "values");
    }

    /**
     * The query without a value of a facet of operations, however it is written there: without "Sofacy, APT 28" for one that asks for
     * "fancybear". What else is meant by a text that means several values stays.
     */
    public OperationQuery without(OperationFacet facet, String value) {
        NullChecks.requireNonNull("facet", facet, "value", value);
        OperationQuery fewer = query.without(facet, value);
        for (ReadValue read : values) {
            if (read.facet() == facet && read.values().contains(value)) {
                fewer = fewer.without(facet, read.value());
                for (String other : read.values()) {
                    fewer = other.equals(value) ? fewer : fewer.with(facet, other);
                }
            }
        }
        return fewer;
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return new PageRequest(Order.RELEVANCE, 1, query.size()).pages(total);
    }
}
