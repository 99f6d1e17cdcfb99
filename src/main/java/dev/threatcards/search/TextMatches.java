package dev.threatcards.search;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.index.CardSearcher;

/**
 * The cards that a text matches, whatever filters are laid over them, and the best of them in order. Who clicks on a filter asks the
 * same text again: then the best are ranked once, and taken from here. Safe for use by several threads.
 */
final class TextMatches {

    /** So many are ranked ahead. Of a filter that leaves few of them the rest is searched for. */
    private static final int BEST = 2_000;

    private final QueryTree tree;
    private final Scope scope;
    private final Matching matching;
    private final FixedBitSet cards;
    private final int count;
    private final AtomicInteger pages = new AtomicInteger();
    private volatile ScoreDoc[] best;

    private TextMatches(QueryTree tree, Scope scope, Matching matching, FixedBitSet cards) {
        this.tree = tree;
        this.scope = scope;
        this.matching = matching;
        this.cards = cards;
        count = cards.cardinality();
    }

    static TextMatches of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        Matching matching = Matching.of(tree, scope, searcher);
        return new TextMatches(tree, scope, matching, MatchingCards.of(matching.query(), searcher));
    }

    /** How the text was taken. */
    Matching matching() {
        return matching;
    }

    /** The cards, by document; not to be changed. */
    FixedBitSet cards() {
        return cards;
    }

    /**
     * The first of those that are left, with their scores.
     *
     * @param left some of the {@link #cards}
     * @param size how many; fewer if fewer are left
     */
    ScoreDoc[] first(FixedBitSet left, Order order, ToolUsers users, int size, CardSearcher searcher)
            throws IOException {
        if (tree.texts().isEmpty() && order.isAlphabetical()) {
            return byName(left, size, searcher);
        }
        if (order.equals(Order.RELEVANCE) && (count <= BEST || pages.incrementAndGet() > 1)) {
            Optional<ScoreDoc[]> first = fromBest(left, size, searcher);
            if (first.isPresent()) {
                return first.get();
            }
        }
        return ranked(left, order.sort(users), size, searcher);
    }

    private static ScoreDoc[] byName(FixedBitSet left, int size, CardSearcher searcher) throws IOException {
        int[] documents = searcher.byName().first(left, size);
        ScoreDoc[] first = new ScoreDoc[documents.length];
        for (int place = 0; place < first.length; place++) {
            first[place] = new ScoreDoc(documents[place], Ranking.OF_NO_TEXT);
        }
        return first;
    }

    private Optional<ScoreDoc[]> fromBest(FixedBitSet left, int size, CardSearcher searcher) throws IOException {
        ScoreDoc[] all = best;
        if (all == null) {
            all = ranked(cards, Order.RELEVANCE.sort(ToolUsers.NONE), BEST, searcher);
            if (searcher.timedOut()) {
                return Optional.empty();
            }
            best = all;
        }
        ScoreDoc[] first = new ScoreDoc[Math.min(size, left.cardinality())];
        int found = 0;
        for (int place = 0; place < all.length && found < first.length; place++) {
            if (left.get(all[place].doc)) {
                first[found++] = all[place];
            }
        }
        return found == first.length ? Optional.of(first) : Optional.empty();
    }

    private ScoreDoc[] ranked(FixedBitSet left, Sort sort, int size, CardSearcher searcher) throws IOException {
        Query ranked = new BooleanQuery.Builder().add(new BitSetQuery(left), Occur.FILTER)
                .add(Ranking.of(tree, scope, searcher), Occur.SHOULD).build();
        // How many there are is known: what cannot be among the first need not be scored.
        ScoreDoc[] first = searcher.search(ranked, new TopFieldCollectorManager(sort, size, null, size)).scoreDocs;
        TopFieldCollector.populateScores(first, searcher, ranked);
        return first;
    }
}
