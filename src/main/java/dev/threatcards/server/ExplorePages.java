package dev.threatcards.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.CardQuery;
import dev.threatcards.ThreatCards;

/** The page that shows what the deck, or the result of a search, looks like. */
final class ExplorePages {

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, "/explore", this::explore);
    }

    private void explore(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        CardQuery query = QueryParameters.selectionOfPage(request);
        Templates.html("explore.jte", ExplorePage.of(cards.landscape(query), Pages.home(cards.provenance())), request);
    }
}
