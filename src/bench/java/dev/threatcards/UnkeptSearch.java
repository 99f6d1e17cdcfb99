package dev.threatcards;

import java.io.IOException;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.threatcards.index.CardIndex;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.SearchResult;
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
    SearchResult page(String text) throws IOException {
        return answer(text, CardQuery.DEFAULT_SIZE);
    }

    /** The same without a card. */
    SearchResult counts(String text) throws IOException {
        return answer(text, 0);
    }

    private SearchResult answer(String text, int size) throws IOException {
        return new CardSearch(snapshot.searcher(), Limits.DEFAULT).actors(CardQuery.of(text).page(1, size));
    }
}
