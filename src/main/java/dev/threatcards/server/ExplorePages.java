package dev.threatcards.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.CardQuery;
import dev.threatcards.ThreatCards;

/** The page that shows what the deck, or the result of a search, looks like. */
final class ExplorePages {

    private final ThreatCards cards;

    ExplorePages(ThreatCards cards) {
        this.cards = cards;
    }

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, "/explore", this::explore);
    }

    private void explore(Context request) {
        CardQuery query = QueryParameters.parseSelection(request.queryParamMap());
        Templates.html("explore.jte", ExplorePage.of(cards.landscape(query), Pages.home(cards.provenance())), request);
    }
}
