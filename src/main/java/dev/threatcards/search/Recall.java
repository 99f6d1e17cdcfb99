package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Word;

/**
 * The cards that a query matches. Its text is taken as strictly as it can be while any card of the scope matches:
 * <ol>
 * <li>all required clauses, of more than three at least six in ten; or the whole text is a name, the beginning of one, or a tool's name,
 * <li>the whole text, a letter or two, is the beginning of a name,
 * <li>the whole text is nearly a name,
 * <li>all clauses that match any card, mistyped words of names corrected,
 * <li>as many clauses at once as match any card.
 * </ol>
 * The text alone decides, in the collections that are searched, before any filter is applied, be it typed ({@code country:China}) or
 * chosen: what a filter leaves is then always a subset of what was there before, and the counts of a drill-down hold.
 */
final class Recall {

    /** How strictly the text was taken. */
    enum Step {
        WHOLE, NEAR_NAME, KNOWN_CLAUSES, SOME_CLAUSES, NOTHING
    }

    /** Up to this many clauses all have to match. */
    private static final int ALL_MEANT = 3;

    /** Of more clauses, so many in ten have to. */
    private static final int ENOUGH_OF_TEN = 6;

    private final CardReader searcher;
    private final SearchScope scope;
    private final AnalyzedQuery query;
    private final ClauseQueries clauses;
    private final List<Clause> unknown = new ArrayList<>();
    private final List<Clause> ignored = new ArrayList<>();
    private final Set<String> nearNames = new HashSet<>();
    private final Set<String> nearWords = new HashSet<>();
    private final FixedBitSet cards;
    private FixedBitSet withEvery;
    private Step step = Step.WHOLE;

    private Recall(ClauseQueries clauses) throws IOException {
        this.clauses = clauses;
        this.query = clauses.query();
        this.scope = clauses.scope();
        this.searcher = clauses.searcher();
        this.cards = scope.cards(searcher).clone();
        this.withEvery = cards;
    }

    /** Matches a query in a scope. */
    static Recall of(ClauseQueries clauses) throws IOException {
        Recall matching = new Recall(clauses);
        QueryTree tree = clauses.query().tree();
        if (!tree.texts().isEmpty()) {
            matching.cards.and(matching.strictest());
        }
        for (Clause clause : tree.filters()) {
            matching.cards.and(matching.matching(clause));
        }
        for (Clause clause : tree.unwanted()) {
            matching.cards.andNot(matching.matching(clause));
        }
        return matching;
    }

    private FixedBitSet matching(Clause clause) throws IOException {
        return searcher.matching(clauses.of(clause));
    }

    /** The cards of the scope that match; not to be changed. */
    FixedBitSet cards() {
        return cards;
    }

    /** The cards, of the scope or not, that match every required clause; not to be changed. */
    FixedBitSet withEvery() {
        return withEvery;
    }

    /** How strictly the text could be taken. */
    Step step() {
        return step;
    }

    /** Clauses that match no card of the scope; empty after {@link Step#WHOLE} and {@link Step#NEAR_NAME}. */
    List<Clause> unknown() {
        return List.copyOf(unknown);
    }

    /** Those of the {@link #unknown} that were not corrected, and so were dropped. */
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

    private FixedBitSet strictest() throws IOException {
        List<Clause> required = query.required();
        List<FixedBitSet> every = new ArrayList<>();
        for (Clause clause : required) {
            every.add(matching(clause));
        }
        withEvery = atLeast(every.size(), every);
        FixedBitSet exact = atLeast(enough(every.size()), every);
        exact.or(searcher.matching(clauses.called()));
        if (isAny(exact)) {
            return exact;
        }
        FixedBitSet begun = searcher.matching(clauses.shortNamePrefix());
        if (isAny(begun)) {
            return begun;
        }
        List<BytesRef> near = clauses.nearNames();
        if (!near.isEmpty()) {
            step = Step.NEAR_NAME;
            near.forEach(name -> nearNames.add(name.utf8ToString()));
            return searcher.matching(new TermInSetQuery(CardFields.NAME_FOLDED, near));
        }
        List<FixedBitSet> known = known(required, every);
        step = Step.KNOWN_CLAUSES;
        for (int least = known.size(); least > 0; least--) {
            FixedBitSet some = atLeast(least, known);
            if (isAny(some)) {
                return some;
            }
            step = Step.SOME_CLAUSES;
        }
        step = Step.NOTHING;
        return new FixedBitSet(cards.length());
    }

    /** A few words are all meant; of a story that somebody half remembers, some words are not on its card. */
    private static int enough(int clauses) {
        return clauses <= ALL_MEANT ? clauses : Math.ceilDiv(clauses * ENOUGH_OF_TEN, 10);
    }

    private List<FixedBitSet> known(List<Clause> required, List<FixedBitSet> matching) throws IOException {
        List<FixedBitSet> known = new ArrayList<>();
        for (int i = 0; i < required.size(); i++) {
            if (isAny(matching.get(i))) {
                known.add(matching.get(i));
                continue;
            }
            unknown.add(required.get(i));
            if (required.get(i) instanceof Word word) {
                List<BytesRef> near = FuzzyNames.of(query.of(word).folded(), CardFields.NAME_WORDS, scope, searcher);
                if (!near.isEmpty()) {
                    near.forEach(name -> nearWords.add(name.utf8ToString()));
                    known.add(searcher.matching(new TermInSetQuery(CardFields.NAME_WORDS, near)));
                    continue;
                }
            }
            ignored.add(required.get(i));
        }
        return known;
    }

    private boolean isAny(FixedBitSet some) throws IOException {
        return scope.cards(searcher).intersects(some);
    }

    /** The cards that are in so many of the sets. */
    private FixedBitSet atLeast(int number, List<FixedBitSet> sets) {
        if (number == sets.size()) {
            FixedBitSet inAll = sets.getFirst().clone();
            sets.forEach(inAll::and);
            return inAll;
        }
        // At each index the cards that are in at least so many of the sets seen so far.
        FixedBitSet[] inSoMany = new FixedBitSet[number + 1];
        Arrays.setAll(inSoMany, place -> new FixedBitSet(cards.length()));
        inSoMany[0].set(0, cards.length());
        int seen = 0;
        for (FixedBitSet set : sets) {
            seen++;
            for (int place = Math.min(number, seen); place >= Math.max(1, number - (sets.size() - seen)); place--) {
                FixedBitSet more = inSoMany[place - 1].clone();
                more.and(set);
                inSoMany[place].or(more);
            }
        }
        return inSoMany[number];
    }
}
