package dev.threatcards.query;

import java.time.LocalDate;
import java.util.Set;

import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.text.NullChecks;

/**
 * A search request. Immutable: each method returns a new query.
 *
 * @param text the query as a user types it; blank for all cards. No text is a syntax error
 * @param filters conditions on the cards' facet values
 * @param window the page of the result, and its order
 * @param facets the facets to count
 */
public record CardQuery(String text, Filters filters, PageRequest window, FacetRequest facets) {

    /** The default number of cards on a page. */
    public static final int DEFAULT_SIZE = 20;

    public CardQuery {
        NullChecks.requireNonNull("text", text, "filters", filters, "window", window, "facets", facets);
    }

    /** A query for the text: by relevance, the first 20 cards, all facets. */
    public static CardQuery of(String text) {
        return new CardQuery(text, Filters.NONE, new PageRequest(Order.RELEVANCE, 1, DEFAULT_SIZE),
                FacetRequest.DEFAULT);
    }

    /** A query for all cards. */
    public static CardQuery all() {
        return of("");
    }

    /** Requires one of the facet's values that were added by this method. */
    public CardQuery with(Facet facet, String value) {
        return with(facet, Mode.ANY, value);
    }

    /** Requires the value. */
    public CardQuery withAll(Facet facet, String value) {
        return with(facet, Mode.ALL, value);
    }

    /** Excludes cards with the value. */
    public CardQuery without(Facet facet, String value) {
        return with(facet, Mode.NOT, value);
    }

    /** Adds a filter. */
    public CardQuery with(Facet facet, Mode mode, String value) {
        return new CardQuery(text, filters.with(facet, mode, value), window, facets);
    }

    /**
     * Requires a date of the facet on one of the days, besides those of other ranges that were added.
     *
     * @param facet one that {@link Facet#hasYears}
     * @param from the first day; {@link LocalDate#MIN} for an open beginning
     * @param to the last day; {@link LocalDate#MAX} for an open end. If both ends are open, the query does not change
     * @throws IllegalArgumentException if the facet has no years, or if the range has no day
     */
    public CardQuery between(Facet facet, LocalDate from, LocalDate to) {
        NullChecks.requireNonNull("facet", facet, "from", from, "to", to);
        if (!facet.hasYears()) {
            throw new IllegalArgumentException("the facet " + facet.parameter() + " has no dates");
        }
        DateRange range = new DateRange(from, to);
        return range.isOpenBefore() && range.isOpenAfter() ? this : with(facet, range.toString());
    }

    /** Replaces the filters. */
    public CardQuery with(Filters filters) {
        return new CardQuery(text, filters, window, facets);
    }

    /** Changes the order. */
    public CardQuery orderedBy(Order order) {
        return new CardQuery(text, filters, new PageRequest(order, window.page(), window.size(), window.highlights()),
                facets);
    }

    /**
     * Selects a page.
     *
     * @param page from 1
     * @param size cards on a page, 0 to 100; 0 if only the counts are needed
     * @throws InvalidQueryException if the page is outside of {@link Limits}
     */
    public CardQuery page(int page, int size) {
        return new CardQuery(text, filters, new PageRequest(window.order(), page, size, window.highlights()), facets);
    }

    /** Requests no highlights, which makes a search faster. */
    public CardQuery withoutHighlights() {
        return new CardQuery(text, filters, new PageRequest(window.order(), window.page(), window.size(), false),
                facets);
    }

    /**
     * Counts only these facets.
     *
     * @param size the most values of each facet, 0 to 5,000, in addition to those that the filters name
     * @throws InvalidQueryException if the size is out of range
     */
    public CardQuery facets(Set<Facet> facets, int size) {
        return new CardQuery(text, filters, window, new FacetRequest(facets, size));
    }
}
