package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Word;

/**
 * The cards that a query matches. Its text is relaxed step by step until a card of the scope matches:
 * <ol>
 * <li>as many clauses match as {@link #required} demands, or the whole text is a name, a prefix of one, or the name of a tool. The address of
 * a report that cards cite is no name. A clause also matches a card that has its acronym or long form, and what the vocabulary leads to: of
 * more than three clauses what any of them leads to, of fewer what a phrase leads to, if a card matches all of them without that,
 * <li>the whole text, one or two letters, is a prefix of a name,
 * <li>the whole text is close to a name,
 * <li>all clauses match that match any card, after mistyped words of names are corrected,
 * <li>as many clauses match as match any one card.
 * </ol>
 * In every step a card has to match all clauses that the user {@linkplain AnalyzedQuery#demanded demands}.
 *
 * <p>The step depends on the text and the collections alone, not on filters, whether typed ({@code country:China}) or selected: a filter always
 * leaves a subset of the cards, so that the counts of a drill-down hold.
 */
final class Recall {

    /** Up to this many clauses all have to match. */
    static final int ALL_REQUIRED = 3;

    private final CardReader reader;
    private final AnalyzedQuery query;
    private final ClauseQueries clauses;
    private final List<Clause> unknown = new ArrayList<>();
    private final List<Clause> ignored = new ArrayList<>();
    private final Set<String> nearNames = new HashSet<>();
    private final Set<String> nearWords = new HashSet<>();
    private final FixedBitSet cards;
    private FixedBitSet withEvery;
    private int demanded;

    private Recall(ClauseQueries clauses) throws IOException {
        this.clauses = clauses;
        this.query = clauses.query();
        this.reader = clauses.reader();
        this.cards = clauses.cards().clone();
        this.withEvery = cards;
    }

    /** Matches a query in its scope. */
    static Recall of(ClauseQueries clauses) throws IOException {
        Recall recall = new Recall(clauses);
        QueryTree tree = clauses.query().tree();
        if (!tree.texts().isEmpty()) {
            recall.cards.and(recall.matchingText());
        }
        for (Clause clause : tree.filters()) {
            recall.cards.and(recall.matching(clause));
        }
        for (Clause clause : tree.unwanted()) {
            recall.cards.andNot(recall.matching(clause));
        }
        return recall;
    }

    private FixedBitSet matching(Clause clause) throws IOException {
        return reader.matching(clauses.of(clause));
    }

    /** The cards of the scope that match; not to be modified. */
    FixedBitSet cards() {
        return cards;
    }

    /** The cards, of the scope or not, that match every required clause; not to be modified. */
    FixedBitSet withEvery() {
        return withEvery;
    }

    /** The required clauses that match no card of the scope; empty unless the text was relaxed. */
    List<Clause> unknown() {
        return unknown;
    }

    /** Those of the {@link #unknown} clauses that were not corrected, and so were dropped. */
    List<Clause> ignored() {
        return ignored;
    }

    /** The keys of names that the whole text was corrected to. */
    Set<String> nearNames() {
        return nearNames;
    }

    /** The words of names that mistyped words were corrected to. */
    Set<String> nearWords() {
        return nearWords;
    }

    /** How many of the required clauses that are not {@link #ignored} a card has to match. */
    int demanded() {
        return demanded;
    }

    private FixedBitSet matchingText() throws IOException {
        List<Clause> required = query.required();
        List<FixedBitSet> matches = new ArrayList<>();
        for (Clause clause : required) {
            matches.add(matching(clause));
        }
        FixedBitSet allowed = withDemanded(query, matches);
        VocabularyMatches vocabulary = new VocabularyMatches(clauses, clauses.text());
        vocabulary.addTo(matches, RelatedTerms::sameAs, reader::matching);
        withEvery = atLeast(matches.size(), matches);
        demanded = required(matches.size());
        if (matches.size() > ALL_REQUIRED) {
            vocabulary.addTo(matches, RelatedTerms::of, reader::matching);
        } else if (hasAny(withEvery)) {
            vocabulary.addTo(matches, run -> run.size() > 1 ? RelatedTerms.of(run) : List.of(), reader::matching);
        }
        FixedBitSet strict = atLeast(demanded, matches);
        strict.and(allowed);
        if (!clauses.isCitation() || !hasAny(strict)) {
            strict.or(matching(clauses.wholeName(), allowed));
        }
        if (hasAny(strict)) {
            return strict;
        }
        FixedBitSet prefixed = matching(clauses.shortNamePrefix(), allowed);
        if (hasAny(prefixed)) {
            return prefixed;
        }
        FixedBitSet near = matching(NearNames.query(clauses.nearNames()), allowed);
        if (hasAny(near)) {
            nearNames.addAll(clauses.nearNames());
            return near;
        }
        if (!hasAny(allowed)) {
            return allowed;
        }
        List<FixedBitSet> known = known(required, matches);
        for (int number = known.size(); number > 0; number--) {
            FixedBitSet some = atLeast(number, known);
            some.and(allowed);
            if (hasAny(some)) {
                demanded = number;
                return some;
            }
        }
        return new FixedBitSet(cards.length());
    }

    /**
     * How many of some clauses a card has to match: all of up to three, half of four to seven, three of up to fifteen, and of more the root of
     * their number. The more words a story has, the smaller is the share of them that a card has.
     */
    static int required(int clauses) {
        return clauses <= ALL_REQUIRED
                ? clauses
                : Math.min(clauses / 2, Math.max(ALL_REQUIRED, (int) Math.sqrt(clauses)));
    }

    /** The cards that match a query for names and, as every card has to, what the user demands. */
    private FixedBitSet matching(Query names, FixedBitSet allowed) throws IOException {
        FixedBitSet matching = reader.matching(names);
        matching.and(allowed);
        return matching;
    }

    /**
     * The documents that match every clause that a user demands; all if there is none, or if it is the whole query, which may be a name.
     *
     * @param matches the documents that match each required clause of the query
     */
    static FixedBitSet withDemanded(AnalyzedQuery query, List<FixedBitSet> matches) {
        List<Clause> demanded = query.demanded();
        FixedBitSet documents = atLeast(0, matches);
        boolean isWhole = query.tree().texts().size() == 1;
        for (int i = 0; !isWhole && i < matches.size(); i++) {
            if (demanded.contains(query.required().get(i))) {
                documents.and(matches.get(i));
            }
        }
        return documents;
    }

    private List<FixedBitSet> known(List<Clause> required, List<FixedBitSet> matches) throws IOException {
        List<FixedBitSet> known = new ArrayList<>();
        for (int i = 0; i < required.size(); i++) {
            if (hasAny(matches.get(i))) {
                known.add(matches.get(i));
                continue;
            }
            unknown.add(required.get(i));
            Set<String> near = required.get(i) instanceof Word word
                    ? NearNames.words(word.text(), clauses.cards(), reader)
                    : Set.of();
            if (near.isEmpty()) {
                ignored.add(required.get(i));
            } else {
                nearWords.addAll(near);
                known.add(reader.matching(
                        new TermInSetQuery(CardFields.NAME_WORDS, near.stream().map(BytesRef::new).toList())));
            }
        }
        return known;
    }

    private boolean hasAny(FixedBitSet some) throws IOException {
        return clauses.cards().intersects(some);
    }

    /**
     * The documents that are in at least that many of the sets.
     *
     * @param number zero for all documents
     * @param sets of one length, one or more
     */
    static FixedBitSet atLeast(int number, List<FixedBitSet> sets) {
        int length = sets.getFirst().length();
        // Indexed by n: the documents that are in at least n of the sets read so far.
        FixedBitSet[] inAtLeast = new FixedBitSet[number + 1];
        Arrays.setAll(inAtLeast, n -> new FixedBitSet(length));
        if (length > 0) {
            // Lucene refuses an empty range, which an index without cards has.
            inAtLeast[0].set(0, length);
        }
        for (FixedBitSet set : sets) {
            for (int n = number; n > 0; n--) {
                FixedBitSet more = inAtLeast[n - 1].clone();
                more.and(set);
                inAtLeast[n].or(more);
            }
        }
        return inAtLeast[number];
    }
}
