package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Facet;
import dev.threatcards.card.NameKeys;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;

/**
 * In which order the cards that match are shown. The score is a sum; steps, from the heaviest to the lightest:
 * <ol>
 * <li>the text is a name of the card, letter by letter,
 * <li>the text is a name, spelt otherwise,
 * <li>all its words are words of names,
 * <li>it is the beginning of a name, or nearly a name,
 * <li>it is a tool that the actor uses, under any of the tool's names,
 * <li>runs of its words are names of the card, or labels, or tools under any of their names,
 * <li>its words stand on the card: BM25 over all of its text, a label's words counted twice, and over names; more if all
 * of them do, more still if few cards have them as they were typed.
 * </ol>
 * The weights of the last two steps were set by measuring on judged queries; those above only have to be far apart.
 */
final class Ranking {

    /** The score of a card that nothing was asked about. */
    static final float OF_NO_TEXT = 1;

    private static final float EXACT_NAME = 1_000;
    private static final float FOLDED_NAME = 800;
    private static final float NAME_WORDS = 400;
    private static final float NAME_PREFIX = 200;
    private static final float NEAR_NAME = 150;
    private static final float TOOL_NAME = 100;

    /** That a card has all of the query outweighs a few mentions of a part of it, but not the story it is about. */
    static final float EVERY_CLAUSE = 12;

    /** That a card has the words just as they were typed: "operates" is not "operation". */
    private static final float AS_TYPED = 28;

    /** The share of all cards that are few. */
    private static final double FEW = 0.02;

    /** A name among other words: "Fancy Bear Germany". */
    private static final float NAME_IN_TEXT = 40;

    /** What a run of words that is a label is worth, for each of its words: whose it is tells more than whom it hits. */
    private static final Map<Facet, Float> LABELS = Map.of(Facet.COUNTRY, 20f, Facet.TOOL, 16f, Facet.SECTOR, 12f,
            Facet.MOTIVATION, 8f, Facet.TARGET, 6f);

    /** Labels have few words more than this. */
    static final int LONGEST_LABEL = 4;

    private static final float NAME_WORD = 3;

    private static final float LABEL_PAIR = 2;

    /** Positions that may lie between the words of a pair. */
    private static final int PAIR_SLOP = 1;

    private final CardSearcher searcher;
    private final Scope scope;
    private final String whole;
    private final String words;
    private final ClauseQueries clauses;
    private final Map<Term, Optional<Query>> known = new HashMap<>();
    private final List<Query> parts = new ArrayList<>();

    private Ranking(QueryTree tree, Scope scope, CardSearcher searcher) {
        this.scope = scope;
        this.searcher = searcher;
        this.whole = tree.name();
        this.words = tree.words();
        this.clauses = new ClauseQueries(scope, searcher);
    }

    /** What a card's score is the sum of, but for {@link #EVERY_CLAUSE}: queries of which some match it, or none. */
    static List<Query> of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        if (tree.texts().isEmpty()) {
            return List.of(MatchAllDocsQuery.INSTANCE);
        }
        Ranking ranking = new Ranking(tree, scope, searcher);
        ranking.names();
        ranking.tool();
        ranking.runs();
        ranking.words();
        return List.copyOf(ranking.parts);
    }

    private void names() throws IOException {
        Optional<Query> folded = known(CardFields.NAME_FOLDED, NameKeys.folded(whole));
        if (folded.isPresent()) {
            add(FOLDED_NAME, folded.get());
            add(EXACT_NAME, new TermQuery(new Term(CardFields.NAME_EXACT, NameKeys.exact(whole))));
        }
        addAll(NAME_WORDS, all(CardFields.NAME_WORDS, terms(CardFields.NAME_WORDS, whole)));
        addAll(NAME_PREFIX, clauses.namePrefix(whole));
        List<BytesRef> near = NearNames.of(NameKeys.folded(whole), CardFields.NAME_FOLDED, scope, searcher);
        if (!near.isEmpty()) {
            add(NEAR_NAME, new TermInSetQuery(CardFields.NAME_FOLDED, near));
        }
    }

    /** Words of a text are names, words of names and words all at once: each is looked up once. */
    private Optional<Query> known(String field, String text) throws IOException {
        Term term = new Term(field, text);
        Optional<Query> before = known.get(term);
        if (before != null) {
            return before;
        }
        Optional<Query> now = text.isEmpty() ? Optional.empty() : searcher.known(term);
        known.put(term, now);
        return now;
    }

    private static Set<String> terms(String field, String text) {
        return CardAnalyzer.terms(field, text).stream().limit(Limits.QUERY_WORDS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The cards that have all of the terms; empty if there are none, or one that no card has. */
    private Optional<Query> all(String field, Set<String> terms) throws IOException {
        if (terms.size() == 1) {
            return known(field, terms.iterator().next());
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String term : terms) {
            Optional<Query> known = known(field, term);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            all.add(known.get(), Occur.FILTER);
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(all.build());
    }

    private void tool() throws IOException {
        addAll(TOOL_NAME, clauses.carriers(Facet.TOOL, whole, new BytesRef(CardAnalyzer.key(whole))));
    }

    /** Every run of up to four words, as a name and as a label of each facet; runs that are neither cost nothing. */
    private void runs() throws IOException {
        BitSet labels = new BitSet();
        List<String> all = Stream.of(words.split("\\s+")).limit(Limits.QUERY_WORDS).toList();
        for (int from = 0; from < all.size(); from++) {
            for (int to = from + 1; to <= Math.min(all.size(), from + LONGEST_LABEL); to++) {
                String run = String.join(" ", all.subList(from, to));
                addAll(NAME_IN_TEXT, known(CardFields.NAME_FOLDED, NameKeys.folded(run)));
                BytesRef key = new BytesRef(CardAnalyzer.key(run));
                for (Map.Entry<Facet, Float> label : LABELS.entrySet()) {
                    Optional<Query> carriers = clauses.carriers(label.getKey(), run, key);
                    if (carriers.isPresent()) {
                        add(label.getValue() * (to - from), carriers.get());
                        labels.set(from, to);
                    }
                }
            }
        }
        asTyped(IntStream.range(0, all.size()).filter(word -> !labels.get(word)).mapToObj(all::get)
                .collect(Collectors.joining(" ")));
    }

    /** Words that are no labels: where few cards have all of them just so, those are meant. */
    private void asTyped(String text) throws IOException {
        Optional<Query> typed = all(CardFields.WORDS, terms(CardFields.WORDS, text));
        if (typed.isPresent()
                && !scope.hasMoreThan((int) (FEW * scope.cards(searcher).cardinality()), typed.get(), searcher)) {
            add(AS_TYPED, typed.get());
        }
    }

    private void words() throws IOException {
        Set<String> terms = terms(CardFields.TEXT, words);
        for (String term : terms) {
            known(CardFields.TEXT, term).ifPresent(parts::add);
        }
        pairs(List.copyOf(terms));
        for (String word : terms(CardFields.NAME_WORDS, words)) {
            known(CardFields.NAME_WORDS, word).ifPresent(name -> parts.add(new BoostQuery(name, NAME_WORD)));
        }
    }

    /** Words that follow each other in the query and in a label belong together: "Office 0-day". */
    private void pairs(List<String> terms) throws IOException {
        for (int i = 0; i + 1 < terms.size(); i++) {
            if (all(CardFields.LABELS, Set.of(terms.get(i), terms.get(i + 1))).isPresent()) {
                parts.add(new BoostQuery(new PhraseQuery(PAIR_SLOP, CardFields.LABELS, terms.get(i), terms.get(i + 1)),
                        LABEL_PAIR));
            }
        }
    }

    private void addAll(float weight, Optional<Query> query) {
        query.ifPresent(some -> add(weight, some));
    }

    private void add(float weight, Query query) {
        parts.add(new BoostQuery(new ConstantScoreQuery(query), weight));
    }
}
