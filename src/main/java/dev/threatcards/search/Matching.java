package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Facet;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardFields;
import dev.threatcards.search.QueryTree.Clause;

/**
 * Which cards a query's text matches. The strictest of these that matches any:
 * <ol>
 * <li>every clause, of more than three at least six in ten; or the whole text is a name, the beginning of one, or a name of a tool that the actor uses,
 * <li>the whole text is nearly a name,
 * <li>every clause that matches anything, mistyped words of names put right,
 * <li>as many clauses at once as match any card.
 * </ol>
 * It is decided by the text alone, in the collections that are searched and before any other filter: what a filter leaves
 * over is then always a part of what was there before, and the counts of a drill-down hold.
 */
final class Matching {

    /** Up to this many clauses all have to match. */
    private static final int ALL_MEANT = 3;

    /** Of more clauses so many in ten have to. */
    private static final int ENOUGH_OF_TEN = 6;

    private final IndexSearcher searcher;
    private final Scope scope;
    private final QueryTree tree;
    private final String whole;

    private Matching(QueryTree tree, Scope scope, IndexSearcher searcher) {
        this.tree = tree;
        this.scope = scope;
        this.searcher = searcher;
        this.whole = tree.wantedText();
    }

    /** The cards of the scope that match; all of them if nothing is asked for. */
    static Query of(QueryTree tree, Scope scope, IndexSearcher searcher) throws IOException {
        Matching matching = new Matching(tree, scope, searcher);
        BooleanQuery.Builder cards = new BooleanQuery.Builder().add(scope.query(), Occur.FILTER);
        if (!tree.wanted().isEmpty()) {
            cards.add(matching.strictest(), Occur.FILTER);
        }
        tree.unwanted().forEach(clause -> cards.add(ClauseQueries.anywhere(clause), Occur.MUST_NOT));
        return cards.build();
    }

    private Query strictest() throws IOException {
        List<Query> clauses = ClauseQueries.required(tree).stream().map(ClauseQueries::anywhere).toList();
        Query exact = any(atLeast(enough(clauses.size()), clauses), ClauseQueries.name(whole),
                ClauseQueries.namePrefix(whole), toolName());
        if (scope.hasAny(exact, searcher)) {
            return exact;
        }
        Query near = near(NameKeys.folded(whole), CardFields.NAME_FOLDED);
        if (scope.hasAny(near, searcher)) {
            return near;
        }
        List<Query> known = known();
        for (int least = known.size(); least > 0; least--) {
            Query some = atLeast(least, known);
            if (scope.hasAny(some, searcher)) {
                return some;
            }
        }
        return new MatchNoDocsQuery("no word of it is known");
    }

    /** A few words are all meant; of a story that somebody half remembers, some words are not the card's. */
    private static int enough(int clauses) {
        return clauses <= ALL_MEANT ? clauses : Math.ceilDiv(clauses * ENOUGH_OF_TEN, 10);
    }

    private List<Query> known() throws IOException {
        List<Query> known = new ArrayList<>();
        for (Clause clause : ClauseQueries.required(tree)) {
            Query anywhere = ClauseQueries.anywhere(clause);
            Query meant = scope.hasAny(anywhere, searcher)
                    ? anywhere
                    : near(NameKeys.folded(clause.text()), CardFields.NAME_WORDS);
            if (scope.hasAny(meant, searcher)) {
                known.add(meant);
            }
        }
        return known;
    }

    private Query near(String word, String field) throws IOException {
        return new TermInSetQuery(field, NearNames.of(word, field, scope, searcher));
    }

    private Query toolName() throws IOException {
        List<BytesRef> keys = ToolNames.keys(whole, scope, searcher);
        return new TermInSetQuery(CardFields.label(Facet.TOOL), keys);
    }

    private static Query any(Query... queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Query query : queries) {
            any.add(query, Occur.SHOULD);
        }
        return any.build();
    }

    private static Query atLeast(int number, List<Query> queries) {
        BooleanQuery.Builder some = new BooleanQuery.Builder().setMinimumNumberShouldMatch(number);
        queries.forEach(query -> some.add(query, Occur.SHOULD));
        return some.build();
    }
}
