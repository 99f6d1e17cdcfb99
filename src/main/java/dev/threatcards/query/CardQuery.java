package dev.threatcards.query;

import java.util.Objects;
import java.util.Set;

import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.Filters.Mode;

/**
 * What is searched for. Immutable: each method gives a new query.
 *
 * @param text the query as a person types it; blank for all cards. Never an error, however it reads
 * @param filters what the cards' values have to be
 * @param window which part of the result, in which order
 * @param facets which facets to count
 */
public record CardQuery(String text, Filters filters, PageRequest window, FacetRequest facets) {

    /** Cards on a page, unless told otherwise. */
    public static final int DEFAULT_SIZE = 20;

    public CardQuery {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(filters, "filters");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(facets, "facets");
    }

    /** A query for that text: best cards first, twenty a page, all facets. */
    public static CardQuery of(String text) {
        return new CardQuery(text, Filters.NONE, new PageRequest(Order.RELEVANCE, 1, DEFAULT_SIZE),
                FacetRequest.DEFAULT);
    }

    /** A query for all cards. */
    public static CardQuery all() {
        return of("");
    }

    /** Only cards that have the value, or another one given in this way for the same facet. */
    public CardQuery with(Facet facet, String value) {
        return with(facet, Mode.ANY, value);
    }

    /** Only cards that have the value, and every other one given in this way for the same facet. */
    public CardQuery withAll(Facet facet, String value) {
        return with(facet, Mode.ALL, value);
    }

    /** Only cards that do not have the value. */
    public CardQuery without(Facet facet, String value) {
        return with(facet, Mode.NOT, value);
    }

    /** The value asked for in the way given. */
    public CardQuery with(Facet facet, Mode mode, String value) {
        return new CardQuery(text, filters.with(facet, mode, value), window, facets);
    }

    /** The same cards in that order. */
    public CardQuery orderedBy(Order order) {
        return new CardQuery(text, filters, new PageRequest(order, window.page(), window.size(), window.highlights()),
                facets);
    }

    /**
     * The page of that number.
     *
     * @param page from 1
     * @param size cards a page, 0 to 100; 0 for the counts alone
     * @throws InvalidQueryException if there can be no such page
     */
    public CardQuery page(int page, int size) {
        return new CardQuery(text, filters, new PageRequest(window.order(), page, size, window.highlights()), facets);
    }

    /** The same cards without passages of their text, for who does not show them: to find these is some part of a search. */
    public CardQuery withoutHighlights() {
        return new CardQuery(text, filters, new PageRequest(window.order(), window.page(), window.size(), false),
                facets);
    }

    /**
     * Counts for these facets alone.
     *
     * @param size the most values of each, 0 to 5,000; selected ones come on top
     * @throws InvalidQueryException if the size is outside of that
     */
    public CardQuery facets(Set<Facet> facets, int size) {
        return new CardQuery(text, filters, window, new FacetRequest(facets, size));
    }
}
