package dev.threatcards.server;

import dev.threatcards.CardQuery;
import dev.threatcards.search.Filters;
import dev.threatcards.search.Guidance.Relaxed;
import dev.threatcards.search.Guidance.Understood;

/** The searches that a search offers, each from its first page. */
final class Offers {

    private Offers() {
    }

    /** With the words asked for as a filter. */
    static CardQuery of(CardQuery query, Understood understood) {
        return of(query, understood.text(),
                query.filters().with(understood.facet(), Filters.Mode.ANY, understood.value()));
    }

    /** With less asked for. */
    static CardQuery of(CardQuery query, Relaxed relaxed) {
        return of(query, relaxed.text(), relaxed.filters());
    }

    /** With another text. */
    static CardQuery of(CardQuery query, String text) {
        return of(query, text, query.filters());
    }

    private static CardQuery of(CardQuery query, String text, Filters filters) {
        return new CardQuery(text, filters, query.window(), query.facets()).page(1, query.window().size());
    }
}
