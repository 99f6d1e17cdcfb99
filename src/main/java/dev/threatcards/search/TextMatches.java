package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;

import dev.threatcards.index.CardBits;
import dev.threatcards.index.CardSearcher;

/**
 * The cards that a text matches, whatever filters are laid over them, and the best of them in order. Who clicks on a filter asks the
 * same text again: then the best are ranked once, and taken from here. Safe for use by several threads.
 */
final class TextMatches {

    /** So many are ranked ahead. Of a filter that leaves few of them the rest is searched for. */
    private static final int BEST = 10_000;

    private final QueryTree tree;
    private final Scope scope;
    private final Matching matching;
    private final CardBits cards;
    private final AtomicInteger pages = new AtomicInteger();
    private volatile List<Query> ranking;
    private volatile Best best;

    private TextMatches(QueryTree tree, Scope scope, Matching matching) {
        this.tree = tree;
        this.scope = scope;
        this.matching = matching;
        this.cards = new CardBits(matching.cards());
    }

    static TextMatches of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        return new TextMatches(tree, scope, Matching.of(tree, scope, searcher));
    }

    /** The text. */
    QueryTree tree() {
        return tree;
    }

    /** Where it was looked for. */
    Scope scope() {
        return scope;
    }

    /** How the text was taken. */
    Matching matching() {
        return matching;
    }

    /** The cards. */
    CardBits cards() {
        return cards;
    }

    /**
     * The first of those that are left, with their scores.
     *
     * @param left some of the {@link #cards}
     * @param size how many; fewer if fewer are left
     */
    ScoreDoc[] first(CardBits left, Order order, ToolGraph users, int size, CardSearcher searcher) throws IOException {
        if (tree.texts().isEmpty() && order.isAlphabetical()) {
            return byName(left, size, searcher);
        }
        if (order.equals(Order.RELEVANCE) && pages.incrementAndGet() > 1) {
            Optional<ScoreDoc[]> first = fromBest(left, size, searcher);
            if (first.isPresent()) {
                return first.get();
            }
        }
        return ranked(left, order, users, size, searcher);
    }

    private static ScoreDoc[] byName(CardBits left, int size, CardSearcher searcher) throws IOException {
        int[] documents = searcher.byName().first(left, size);
        ScoreDoc[] first = new ScoreDoc[documents.length];
        for (int place = 0; place < first.length; place++) {
            first[place] = new ScoreDoc(documents[place], Ranking.OF_NO_TEXT);
        }
        return first;
    }

    private Optional<ScoreDoc[]> fromBest(CardBits left, int size, CardSearcher searcher) throws IOException {
        Best all = best;
        if (all == null) {
            all = Best.of(ranked(cards, Order.RELEVANCE, ToolGraph.NONE, Math.min(BEST, Math.max(1, cards.size())),
                    searcher));
            if (searcher.timedOut()) {
                return Optional.empty();
            }
            best = all;
        }
        ScoreDoc[] first = new ScoreDoc[Math.min(size, left.size())];
        int found = 0;
        for (int place = 0; place < all.documents.length && found < first.length; place++) {
            if (left.bits().get(all.documents[place])) {
                first[found++] = new ScoreDoc(all.documents[place], all.scores[place]);
            }
        }
        return found == first.length ? Optional.of(first) : Optional.empty();
    }

    /** Documents in their order, with their scores. */
    private static final class Best {
        private final int[] documents;
        private final float[] scores;

        private Best(int size) {
            documents = new int[size];
            scores = new float[size];
        }

        static Best of(ScoreDoc[] ranked) {
            Best best = new Best(ranked.length);
            for (int place = 0; place < ranked.length; place++) {
                best.documents[place] = ranked[place].doc;
                best.scores[place] = ranked[place].score;
            }
            return best;
        }
    }

    private ScoreDoc[] ranked(CardBits left, Order order, ToolGraph users, int size, CardSearcher searcher)
            throws IOException {
        List<Query> parts = ranking(searcher);
        if (order.equals(Order.RELEVANCE)) {
            return new Relevance(parts, matching.withEvery(), searcher).first(left, size);
        }
        BooleanQuery.Builder ranked = new BooleanQuery.Builder().add(new BitSetQuery(left.bits()), Occur.FILTER);
        parts.forEach(part -> ranked.add(part, Occur.SHOULD));
        if (!tree.texts().isEmpty()) {
            ranked.add(new BoostQuery(new BitSetQuery(matching.withEvery()), Ranking.EVERY_CLAUSE), Occur.SHOULD);
        }
        ScoreDoc[] first = searcher.search(ranked.build(),
                new TopFieldCollectorManager(SortOrders.of(order, users), size, null, size)).scoreDocs;
        TopFieldCollector.populateScores(first, searcher, ranked.build());
        return first;
    }

    private List<Query> ranking(CardSearcher searcher) throws IOException {
        List<Query> known = ranking;
        if (known == null) {
            known = Ranking.of(tree, scope, searcher);
            if (!searcher.timedOut()) {
                ranking = known;
            }
        }
        return known;
    }
}
