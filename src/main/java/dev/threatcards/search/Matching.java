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
    private final FixedBitSet cards;
    private FixedBitSet withEvery;
    private Step step = Step.WHOLE;

    private Matching(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        this.tree = tree;
        this.scope = scope;
        this.searcher = searcher;
        this.clauses = new ClauseQueries(scope, searcher);
        this.whole = tree.name();
        this.cards = scope.cards(searcher).clone();
        this.withEvery = cards;
    }

    static Matching of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        Matching matching = new Matching(tree, scope, searcher);
        if (!tree.texts().isEmpty()) {
            matching.cards.and(matching.strictest());
        }
        for (Clause clause : tree.filters()) {
            matching.cards.and(searcher.matching(matching.clauses.of(clause)));
        }
        for (Clause clause : tree.unwanted()) {
            matching.cards.andNot(searcher.matching(matching.clauses.of(clause)));
        }
        return matching;
    }

    /** The cards of the scope that match; not to be changed. */
    FixedBitSet cards() {
        return cards;
    }

    /** The cards, of the scope or not, that have every clause that has to be there; not to be changed. */
    FixedBitSet withEvery() {
        return withEvery;
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

    private FixedBitSet strictest() throws IOException {
        List<Clause> required = ClauseQueries.required(tree);
        List<FixedBitSet> every = new ArrayList<>();
        for (Clause clause : required) {
            every.add(searcher.matching(clauses.of(clause)));
        }
        withEvery = atLeast(every.size(), every);
        FixedBitSet exact = atLeast(enough(every.size()), every);
        exact.or(searcher.matching(clauses.called(whole)));
        if (isAny(exact)) {
            return exact;
        }
        FixedBitSet begun = searcher.matching(ClauseQueries.shortNamePrefix(whole));
        if (isAny(begun)) {
            return begun;
        }
        List<BytesRef> near = NearNames.of(NameKeys.folded(whole), CardFields.NAME_FOLDED, scope, searcher);
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

    /** A few words are all meant; of a story that somebody half remembers, some words are not the card's. */
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
                List<BytesRef> near = NearNames.of(NameKeys.folded(word.text()), CardFields.NAME_WORDS, scope,
                        searcher);
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
        // At each place the cards that are in so many of the sets that were looked at.
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
