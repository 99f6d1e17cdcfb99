package dev.threatcards.peers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.search.BenchmarkActors;
import dev.threatcards.search.BenchmarkQueries;

/**
 * A card as all peers get it.
 *
 * @param id a number from 0 on
 * @param name what it is called in a result
 * @param texts all that is said on it
 * @param values its values of each facet
 */
record PeerCard(int id, String name, List<String> texts, Map<Facet, List<String>> values) {

    static PeerCard of(int id, ActorCard card) {
        Map<Facet, List<String>> values = new EnumMap<>(Facet.class);
        BenchmarkQueries.FACETS.forEach(facet -> values.put(facet, facet.values(card)));
        return new PeerCard(id, card.name(), BenchmarkActors.texts(card), values);
    }

    /** All texts as one. */
    String text() {
        return String.join("\n", texts);
    }
}
