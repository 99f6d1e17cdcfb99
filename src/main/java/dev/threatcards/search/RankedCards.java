package dev.threatcards.search;

import java.io.IOException;
import java.util.List;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
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
        boolean isByRelevance = order.key() == Order.Key.RELEVANCE;
        Sort sort = SortOrders.of(order, tools);
        if (isByRelevance && clauses.reader().hasOutdated()) {
            sort = SortOrders.currentFirst(sort);
        }
        ScoreDoc[] first = clauses.reader().search(query,
                new TopFieldCollectorManager(sort, size, null, size)).scoreDocs;
        if (isByRelevance) {
            int place = List.of(sort.getSort()).stream().map(SortField::getType).toList().indexOf(SortField.Type.SCORE);
            for (ScoreDoc card : first) {
                card.score = (float) ((FieldDoc) card).fields[place];
            }
        } else {
            TopFieldCollector.populateScores(first, clauses.reader(), query);
        }
        return first;
    }
}
