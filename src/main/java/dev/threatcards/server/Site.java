package dev.threatcards.server;

import java.util.List;
import java.util.stream.Collectors;

import dev.threatcards.CardQuery;
import dev.threatcards.IndexBuild;
import dev.threatcards.card.Provenance;

/**
 * What is on every page.
 *
 * @param title the page's title
 * @param query what stands in the search box
 * @param starter whether the index holds the starter deck and nothing else
 * @param actors how many actors can be searched
 * @param deck where the cards come from, in a line
 */
record Site(String title, String query, boolean starter, int actors, String deck) {

    static Site of(String title, CardQuery query, Provenance provenance) {
        return of(title, query.text(), provenance);
    }

    static Site of(String title, String query, Provenance provenance) {
        boolean starter = !provenance.decks().isEmpty()
                && provenance.decks().stream().allMatch(deck -> deck.deck().location().equals(IndexBuild.STARTER_DECK));
        return new Site(title, query, starter, provenance.actors(), deck(provenance));
    }

    private static String deck(Provenance provenance) {
        String sources = provenance.decks().stream().map(deck -> deck.deck().source()).distinct()
                .collect(Collectors.joining("; "));
        return String.join(" · ", List.of(sources, provenance.date(), provenance.license()).stream()
                .filter(part -> !part.isEmpty()).toList());
    }
}
