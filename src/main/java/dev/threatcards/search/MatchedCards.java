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

import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.column.CardBits;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.query.Order;

/**
 * The cards that a query matches before filters are applied, and the best of them in order. A drill-down repeats the query with other
 * filters: from the second time on the best cards are ranked once and kept. Thread-safe.
 */
final class MatchedCards {

    /** So many are ranked ahead; where a filter leaves too few of them, all cards are ranked. */
    private static final int BEST = 10_000;

    private final AnalyzedQuery query;
    private final SearchScope scope;
    private final Recall matching;
    private final CardBits cards;
    private final AtomicInteger pages = new AtomicInteger();
    private volatile List<Query> ranking;
    private volatile Best best;

    private MatchedCards(ClauseQueries clauses, Recall matching) {
        this.query = clauses.query();
        this.scope = clauses.scope();
        this.matching = matching;
        this.cards = new CardBits(matching.cards());
    }

    static MatchedCards of(ClauseQueries clauses) throws IOException {
        return new MatchedCards(clauses, Recall.of(clauses));
    }

    /** The query. */
    AnalyzedQuery query() {
        return query;
    }

    /** Where it was looked for. */
    SearchScope scope() {
        return scope;
    }

    /** How the text was taken. */
    Recall matching() {
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
     * @param clauses the same query in the same scope, for what has to be looked up
     */
    ScoreDoc[] first(CardBits left, Order order, ToolGraph users, int size, ClauseQueries clauses) throws IOException {
        CardReader searcher = clauses.searcher();
        if (query.tree().texts().isEmpty() && order.isAlphabetical()) {
            return byName(left, size, searcher);
        }
        if (order.equals(Order.RELEVANCE) && pages.incrementAndGet() > 1) {
            Optional<ScoreDoc[]> first = fromBest(left, size, clauses);
            if (first.isPresent()) {
                return first.get();
            }
        }
        return ranked(left, order, users, size, clauses);
    }

    private static ScoreDoc[] byName(CardBits left, int size, CardReader searcher) throws IOException {
        int[] documents = searcher.byName().first(left, size);
        ScoreDoc[] first = new ScoreDoc[documents.length];
        for (int place = 0; place < first.length; place++) {
            first[place] = new ScoreDoc(documents[place], Ranking.OF_NO_TEXT);
        }
        return first;
    }

    private Optional<ScoreDoc[]> fromBest(CardBits left, int size, ClauseQueries clauses) throws IOException {
        Best all = best;
        if (all == null) {
            all = Best.of(
                    ranked(cards, Order.RELEVANCE, ToolGraph.NONE, Math.min(BEST, Math.max(1, cards.size())), clauses));
            if (clauses.searcher().timedOut()) {
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

    private ScoreDoc[] ranked(CardBits left, Order order, ToolGraph users, int size, ClauseQueries clauses)
            throws IOException {
        CardReader searcher = clauses.searcher();
        List<Query> parts = ranking(clauses);
        if (order.equals(Order.RELEVANCE)) {
            return new Relevance(parts, matching.withEvery(), searcher).first(left, size);
        }
        BooleanQuery.Builder ranked = new BooleanQuery.Builder().add(new BitSetQuery(left.bits()), Occur.FILTER);
        parts.forEach(part -> ranked.add(part, Occur.SHOULD));
        if (!query.tree().texts().isEmpty()) {
            ranked.add(new BoostQuery(new BitSetQuery(matching.withEvery()), Ranking.EVERY_CLAUSE), Occur.SHOULD);
        }
        ScoreDoc[] first = searcher.search(ranked.build(),
                new TopFieldCollectorManager(SortOrders.of(order, users), size, null, size)).scoreDocs;
        TopFieldCollector.populateScores(first, searcher, ranked.build());
        return first;
    }

    private List<Query> ranking(ClauseQueries clauses) throws IOException {
        List<Query> known = ranking;
        if (known == null) {
            known = RankingQueries.of(Ranking.of(clauses), clauses);
            if (!clauses.searcher().timedOut()) {
                ranking = known;
            }
        }
        return known;
    }
}
