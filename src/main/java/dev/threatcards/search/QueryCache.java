package dev.threatcards.search;

import java.io.IOException;
import java.util.Optional;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.query.Filters;

/**
 * LRU cache of what queries match on one commit, and of what single filters leave of all cards, which is where a drill-down begins.
 * Thread-safe; threads that miss at the same time each compute the value.
 */
public final class QueryCache {

    /** The most entries of either kind. */
    private static final int MOST = 300;

    /**
     * The size of an entry, in bytes for each document of the index, at most: two bit sets of cards, their facet counts, and the best cards
     * with their scores.
     */
    private static final int SIZE = 17;

    private record Key(QueryTree tree, SearchScope scope) {
    }

    private record OneFilter(SearchScope scope, Filters filters) {
    }

    private final LruCache<Key, MatchedCards> texts = new LruCache<>();
    private final LruCache<OneFilter, DrillSideways> filters = new LruCache<>();

    /** What a query matches in a scope. */
    MatchedCards of(ClauseQueries clauses) throws IOException {
        CardReader searcher = clauses.searcher();
        Key key = new Key(clauses.query().tree(), clauses.scope());
        Optional<MatchedCards> kept = texts.get(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        MatchedCards matches = MatchedCards.of(clauses);
        if (!searcher.timedOut()) {
            texts.put(key, matches, most(searcher));
        }
        return matches;
    }

    /** Applies filters to what a query matches. */
    DrillSideways drill(MatchedCards matches, Filters over, CardReader searcher) throws IOException {
        if (!matches.query().tree().isEmpty() || over.size() != 1) {
            return new DrillSideways(matches.cards(), over, searcher);
        }
        OneFilter key = new OneFilter(matches.scope(), over);
        Optional<DrillSideways> kept = filters.get(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        DrillSideways drill = new DrillSideways(matches.cards(), over, searcher);
        if (!searcher.timedOut()) {
            filters.put(key, drill, most(searcher));
        }
        return drill;
    }

    /** The most entries for the commit of the searcher. */
    private static long most(CardReader searcher) {
        return CacheBudget.TEXTS.entries(2L * SIZE * searcher.getIndexReader().maxDoc(), MOST);
    }
}
