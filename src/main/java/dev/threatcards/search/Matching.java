package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.QueryTree.Word;

/**
 * Which cards a query's text matches. The strictest of these that matches any:
 * <ol>
 * <li>every clause, of more than three at least six in ten; or the whole text is a name, the beginning of one, or a name of a tool that the actor uses,
 * <li>the whole text, a letter or two, is the beginning of a name,
 * <li>the whole text is nearly a name,
 * <li>every clause that matches anything, mistyped words of names put right,
 * <li>as many clauses at once as match any card.
 * </ol>
 * It is decided by the text alone, in the collections that are searched and before any filter, be it typed
 * ({@code country:China}) or chosen: what a filter leaves over is then always a part of what was there before, and the counts of
 * a drill-down hold.
 */
final class Matching {

    /** Which of the steps it was. */
    enum Step {
        WHOLE, NEAR_NAME, KNOWN_CLAUSES, SOME_CLAUSES, NOTHING
    }

    /** Up to this many clauses all have to match. */
    private static final int ALL_MEANT = 3;

    /** Of more clauses so many in ten have to. */
    private static final int ENOUGH_OF_TEN = 6;

    private final CardSearcher searcher;
    private final Scope scope;
    private final QueryTree tree;
    private final ClauseQueries clauses;
    private final String whole;
    private final List<Clause> unknown = new ArrayList<>();
    private final List<Clause> ignored = new ArrayList<>();
    private final Set<String> nearNames = new HashSet<>();
    private final Set<String> nearWords = new HashSet<>();
    private Step step = Step.WHOLE;
    private Optional<Query> query = Optional.empty();

    private Matching(QueryTree tree, Scope scope, CardSearcher searcher) {
        this.tree = tree;
        this.scope = scope;
        this.searcher = searcher;
        this.clauses = new ClauseQueries(scope, searcher);
        this.whole = tree.name();
    }

    static Matching of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        Matching matching = new Matching(tree, scope, searcher);
        BooleanQuery.Builder cards = new BooleanQuery.Builder();
        if (!tree.texts().isEmpty()) {
            cards.add(matching.strictest(), Occur.FILTER);
        }
        for (Clause clause : tree.filters()) {
            cards.add(matching.clauses.of(clause), Occur.FILTER);
        }
        for (Clause clause : tree.unwanted()) {
            cards.add(matching.clauses.of(clause), Occur.MUST_NOT);
        }
        BooleanQuery all = cards.build();
        if (!all.clauses().isEmpty()) {
            boolean isOfUnwanted = all.clauses().stream().allMatch(BooleanClause::isProhibited);
            matching.query = Optional
                    .of(isOfUnwanted ? cards.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).build() : all);
        }
        return matching;
    }

    /** What matches, in the scope and outside of it; empty if nothing is asked for. */
    Optional<Query> query() {
        return query;
    }

    /** How strictly the text could be taken. */
    Step step() {
        return step;
    }

    /** Words that no card has; known only where it was not enough to take the text as it stands. */
    List<Clause> unknown() {
        return List.copyOf(unknown);
    }

    /** Those of the {@link #unknown} that were not taken for any other, and so fell away. */
    List<Clause> ignored() {
        return List.copyOf(ignored);
    }

    /** The names, folded, that the whole text was taken for. */
    Set<String> nearNames() {
        return Set.copyOf(nearNames);
    }

    /** The words of names that mistyped words were taken for. */
    Set<String> nearWords() {
        return Set.copyOf(nearWords);
    }

    private Query strictest() throws IOException {
        List<Clause> required = ClauseQueries.required(tree);
        List<Query> every = new ArrayList<>();
        for (Clause clause : required) {
            every.add(clauses.of(clause));
        }
        Query exact = any(atLeast(enough(every.size()), every), ClauseQueries.name(whole),
                ClauseQueries.namePrefix(whole), clauses.tool(whole));
        if (scope.hasAny(exact, searcher)) {
            return exact;
        }
        Query begun = ClauseQueries.shortNamePrefix(whole);
        if (scope.hasAny(begun, searcher)) {
            return begun;
        }
        List<BytesRef> near = NearNames.of(NameKeys.folded(whole), CardFields.NAME_FOLDED, scope, searcher);
        if (!near.isEmpty()) {
            step = Step.NEAR_NAME;
            near.forEach(name -> nearNames.add(name.utf8ToString()));
            return new TermInSetQuery(CardFields.NAME_FOLDED, near);
        }
        List<Query> known = known(required, every);
        step = Step.KNOWN_CLAUSES;
        for (int least = known.size(); least > 0; least--) {
            Query some = atLeast(least, known);
            if (scope.hasAny(some, searcher)) {
                return some;
            }
            step = Step.SOME_CLAUSES;
        }
        step = Step.NOTHING;
        return new MatchNoDocsQuery("no word of it is known");
    }

    /** A few words are all meant; of a story that somebody half remembers, some words are not the card's. */
    private static int enough(int clauses) {
        return clauses <= ALL_MEANT ? clauses : Math.ceilDiv(clauses * ENOUGH_OF_TEN, 10);
    }

    private List<Query> known(List<Clause> required, List<Query> queries) throws IOException {
        List<Query> known = new ArrayList<>();
        for (int i = 0; i < required.size(); i++) {
            if (scope.hasAny(queries.get(i), searcher)) {
                known.add(queries.get(i));
                continue;
            }
            unknown.add(required.get(i));
            if (required.get(i) instanceof Word word) {
                List<BytesRef> near = NearNames.of(NameKeys.folded(word.text()), CardFields.NAME_WORDS, scope,
                        searcher);
                if (!near.isEmpty()) {
                    near.forEach(name -> nearWords.add(name.utf8ToString()));
                    known.add(new TermInSetQuery(CardFields.NAME_WORDS, near));
                    continue;
                }
            }
            ignored.add(required.get(i));
        }
        return known;
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
