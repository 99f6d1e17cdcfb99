package dev.threatcards.server;

import dev.threatcards.CardQuery;
import dev.threatcards.card.Facet;
import dev.threatcards.search.FacetRequest;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Filters;
import dev.threatcards.search.Filters.Mode;
import dev.threatcards.search.Order;

/** The searches that are a step from one, each as the address of its first page. */
record Steps(Searched searched, CardQuery query) {

    /** What "more" asks for first, and then. */
    private static final int MORE_VALUES = 100;

    /** The most values of a facet on a page: each is two links, and a link repeats the whole query. */
    static final int ALL_VALUES = 500;

    /** With other filters. */
    String filtered(Filters filters) {
        return to(new CardQuery(query.text(), filters, query.window(), query.facets()));
    }

    /** With the value chosen, or without the choice. */
    String toggled(Facet facet, FacetValue value) {
        Filters without = query.filters().without(facet, value.value());
        return filtered(value.selected() ? without : without.with(facet, Mode.ANY, value.value()));
    }

    /** With the value left out. */
    String excluding(Facet facet, String value) {
        return filtered(query.filters().without(facet, value).with(facet, Mode.NOT, value));
    }

    /** In another order. */
    String ordered(Order order) {
        return to(query.orderedBy(order));
    }

    /** Another page. */
    String page(int page) {
        return Addresses.search(searched, query.page(page, query.window().size()));
    }

    /** With more values of each facet; the page is the same. */
    String more() {
        int size = query.facets().size() < MORE_VALUES ? MORE_VALUES : ALL_VALUES;
        return Addresses.search(searched, new CardQuery(query.text(), query.filters(), query.window(),
                new FacetRequest(query.facets().facets(), size)));
    }

    /** The facet's values under the query, as a piece of a page. */
    String values(Facet facet) {
        return Addresses.values(searched, facet, query.page(1, query.window().size()));
    }

    /** Any other search. */
    String to(CardQuery other) {
        return Addresses.search(searched, other.page(1, other.window().size()));
    }
}
