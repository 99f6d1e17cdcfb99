package dev.threatcards.search;

import java.io.IOException;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.deck.ToolGraph;
import dev.threatcards.query.Order;

/** Scores and sorts the cards that a query matches. */
final class RankedCards {

    private RankedCards() {
    }

    /**
     * The first cards of a set in an order, with their scores.
     *
     * @param size how many; fewer if there are fewer
     * @param cards some of the cards that the query matches
     * @param tools counts the users of tools, see {@link SortOrders}
     */
    static ScoreDoc[] first(int size, FixedBitSet cards, Order order, ToolGraph tools, Recall recall,
            ClauseQueries clauses) throws IOException {
        BooleanQuery.Builder scored = new BooleanQuery.Builder().add(new BitSetQuery(cards), Occur.FILTER);
        Ranking ranking = Ranking.of(clauses);
        RankingQueries.of(ranking.clauses(), clauses).forEach(clause -> scored.add(clause, Occur.SHOULD));
        if (ranking.everyClause() > 0) {
            scored.add(new BoostQuery(new BitSetQuery(recall.withEvery()), ranking.everyClause()), Occur.SHOULD);
        }
        BooleanQuery query = scored.build();
        ScoreDoc[] first = clauses.reader().search(query,
                new TopFieldCollectorManager(SortOrders.of(order, tools), size, null, size)).scoreDocs;
        if (order.key() == Order.Key.RELEVANCE) {
            for (ScoreDoc card : first) {
                card.score = (float) ((FieldDoc) card).fields[0];
            }
        } else {
            TopFieldCollector.populateScores(first, clauses.reader(), query);
        }
        return first;
    }
}
