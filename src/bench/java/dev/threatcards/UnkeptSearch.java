package dev.threatcards;

import java.io.IOException;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.threatcards.card.ActorCard;
import dev.threatcards.index.CardIndex;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.Hits;
import dev.threatcards.search.CardSearch;

/** The whole search of actors, to which each text is new. */
@State(Scope.Benchmark)
public class UnkeptSearch {

    private CardIndex cards;
    private CardIndex.Snapshot snapshot;

    /** Opens the deck. */
    @Setup
    public void open(TypedText typed) {
        cards = CardIndex.open(typed.index);
        snapshot = cards.snapshot();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        snapshot.close();
        cards.close();
    }

    /** A page with cards, reasons, highlights, guidance and all facets. */
    Hits<ActorCard> page(String text) throws IOException {
        return answer(text, CardQuery.DEFAULT_SIZE);
    }

    /** The same without a card. */
    Hits<ActorCard> counts(String text) throws IOException {
        return answer(text, 0);
    }

    private Hits<ActorCard> answer(String text, int size) throws IOException {
        return new CardSearch(snapshot.searcher(), Limits.DEFAULT).actors(text, Filters.NONE,
                new PageRequest(Order.RELEVANCE, 1, size), FacetRequest.DEFAULT);
    }
}
