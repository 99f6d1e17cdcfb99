package dev.threatcards.search;

import java.io.IOException;
import java.util.Optional;

import dev.threatcards.index.CacheBudget;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.LastUsed;

/**
 * What the last texts matched that were searched for in one commit, and what the last single filters left of all cards, which is where
 * drill-down begins. Safe for use by several threads; what is asked at the same time is searched for by each.
 */
public final class KeptTexts {

    /** Texts that are kept, and filters. */
    private static final int MOST = 300;

    /**
     * What is kept for each document of the index, at most, in bytes: the bits of two sets of cards, what was counted of them by the
     * values of facets, and the best cards with their scores.
     */
    private static final int SIZE = 17;

    private record Key(QueryTree tree, Scope scope) {
    }

    private record OneFilter(Scope scope, Filters filters) {
    }

    private final LastUsed<Key, TextMatches> texts = new LastUsed<>();
    private final LastUsed<OneFilter, DrillSideways> filters = new LastUsed<>();

    /** What a query matches in a scope. */
    TextMatches of(ClauseQueries clauses) throws IOException {
        CardSearcher searcher = clauses.searcher();
        Key key = new Key(clauses.query().tree(), clauses.scope());
        Optional<TextMatches> kept = texts.get(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        TextMatches matches = TextMatches.of(clauses);
        if (!searcher.timedOut()) {
            texts.put(key, matches, most(searcher));
        }
        return matches;
    }

    /** Filters laid over what a text matches. */
    DrillSideways drill(TextMatches matches, Filters over, CardSearcher searcher) throws IOException {
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

    /** So many of each. */
    private static long most(CardSearcher searcher) {
        return CacheBudget.TEXTS.entries(2L * SIZE * searcher.getIndexReader().maxDoc(), MOST);
    }
}
