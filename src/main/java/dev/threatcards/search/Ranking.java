package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.card.Facet;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.query.Limits;
import dev.threatcards.search.RankingClause.Match;
import dev.threatcards.text.NameKeys;

/**
 * The order of the cards that match a query, as a list of weighted clauses; a card's score is their sum. From the heaviest to the
 * lightest:
 * <ol>
 * <li>the text is a name of the card, letter by letter,
 * <li>the text is a name in another spelling,
 * <li>the text is a name without its head nouns: "Lazarus",
 * <li>all words of the text are words of names,
 * <li>the text is a prefix of a name, or close to a name,
 * <li>the text is the name of a tool that the actor uses,
 * <li>runs of words are names of the card, labels, or names of tools,
 * <li>words are on the card: BM25 over all of its text, in which the words of labels count twice, and over names; pairs of words next to each
 * other; words that the trade's vocabulary leads to; more if every required clause matches, and more still if few cards have the words as
 * they were typed.
 * </ol>
 * In a query of labels ("Chinese groups targeting manufacturing") a label has the weight of its facet. In running text, which is a question or
 * a piece of a report, a label counts by how few cards have it, as any word does, so that the story decides. Between the two, the weights
 * fall with every word that is no label, unless most cards have it.
 */
final class Ranking {

    private static final float EXACT_NAME = 1_000;
    private static final float FOLDED_NAME = 800;
    private static final float CORE_NAME = 600;
    private static final float NAME_WORDS = 400;
    private static final float NAME_PREFIX = 200;
    private static final float NEAR_NAME = 150;
    private static final float TOOL_NAME = 100;

    /** A match of every required clause outweighs a few mentions of some of the words, but not a story about them. */
    private static final float EVERY_CLAUSE = 12;

    /** The words as they were typed: "operates" is not "operation". */
    private static final float AS_TYPED = 28;

    /** {@link #AS_TYPED} counts if at most this share of the scope's cards have the words. */
    private static final double FEW = 0.02;

    /** A name among other words: "Fancy Bear Germany". */
    private static final float NAME_IN_TEXT = 40;

    /**
     * In a query of labels: a run of words that is a label, for each of its words. An actor's own country counts more than the countries that it
     * attacks.
     */
    private static final Map<Facet, Float> LABELS = new EnumMap<>(Map.of(Facet.CVE, 30f, Facet.COUNTRY, 20f, Facet.TOOL,
            16f, Facet.SECTOR, 12f, Facet.TECHNIQUE, 10f, Facet.MOTIVATION, 8f, Facet.TARGET, 6f));

    /** In running text: the factor of BM25 of a label. */
    private static final Map<Facet, Float> LABELS_OF_TEXT = new EnumMap<>(Map.of(Facet.CVE, 2f, Facet.COUNTRY, 1f,
            Facet.TOOL, 1.5f, Facet.SECTOR, 0.3f, Facet.TARGET, 0.3f, Facet.ACTIVE, 0.7f));

    /** In running text, every word that tells something but is no label leaves this much of what counts in a query of labels. */
    private static final float FALL = 0.3f;

    /** A word that a greater share of the cards have tells nothing: "groups targeting". */
    private static final double MANY = 0.4;

    /** The longest run of words that is looked up as a name and as a label, in words. */
    static final int LONGEST_LABEL = 4;

    private static final float NAME_WORD = 3;

    private static final float LABEL_PAIR = 2;

    private static final float PAIR = 0.3f;

    /** Words that the vocabulary leads to weigh less than those typed. */
    private static final float RELATED = 0.2f;

    private final ClauseQueries lookups;
    private final AnalyzedQuery query;
    private final List<RankingClause> clauses = new ArrayList<>();
    /** One in a query of labels, and less the more the query is running text. */
    private float labelQuery = 1;

    private Ranking(ClauseQueries lookups) {
        this.lookups = lookups;
        this.query = lookups.query();
    }

    /**
     * The ranking of a query.
     *
     * @param lookups the query in its scope, where its words are looked up as labels and names
     */
    static Ranking of(ClauseQueries lookups) throws IOException {
        Ranking ranking = new Ranking(lookups);
        if (lookups.query().tree().texts().isEmpty()) {
            ranking.clauses.add(RankingClause.EVERY_CARD);
        } else {
            ranking.names();
            ranking.runs();
            ranking.words();
        }
        return ranking;
    }

    /** All clauses of the score but {@link #everyClause}; some may match no card. */
    List<RankingClause> clauses() {
        return List.copyOf(clauses);
    }

    /** What a card that matches every required clause scores for it; zero if the query has no text. */
    float everyClause() {
        return query.tree().texts().isEmpty() ? 0 : labelQuery * EVERY_CLAUSE;
    }

    private void names() throws IOException {
        AnalyzedText whole = query.name();
        WholeNames names = lookups.names();
        if (names.isKnown()) {
            constant(CORE_NAME, Match.ANY, CardFields.NAME_CORE, List.copyOf(names.cores()));
            constant(FOLDED_NAME, Match.ANY, CardFields.NAME_FOLDED, List.copyOf(names.folded()));
            constant(EXACT_NAME, Match.ANY, CardFields.NAME_EXACT,
                    names.names().stream().map(NameKeys::exact).toList());
        }
        constant(NAME_WORDS, Match.ALL, CardFields.NAME_WORDS, distinct(whole.words()));
        if (ClauseQueries.isNamePrefix(whole.folded())) {
            constant(NAME_PREFIX, Match.PREFIX, CardFields.NAME_FOLDED, List.of(whole.folded()));
        }
        List<String> near = List.copyOf(lookups.nearNames());
        constant(NEAR_NAME, Match.ANY, CardFields.NAME_FOLDED, near);
        constant(NEAR_NAME, Match.ANY, CardFields.NAME_CORE, near);
        constant(TOOL_NAME, Match.ANY, CardFields.label(Facet.TOOL),
                lookups.labels(whole).getOrDefault(Facet.TOOL, List.of()));
    }

    /** Clauses for every run of words as a name and as a label of each facet. */
    private void runs() throws IOException {
        List<AnalyzedText> words = query.words().subList(0, Math.min(query.words().size(), Limits.QUERY_WORDS));
        Map<AnalyzedText, Integer> runs = new LinkedHashMap<>();
        BitSet labels = new BitSet();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST_LABEL); to++) {
                AnalyzedText run = query.run(from, to);
                runs.putIfAbsent(run, to - from);
                if (!Collections.disjoint(lookups.labels(run).keySet(), LABELS.keySet())) {
                    labels.set(from, to);
                }
            }
        }
        List<AnalyzedText> others = IntStream.range(0, words.size()).filter(word -> !labels.get(word))
                .mapToObj(words::get).toList();
        labelQuery = (float) Math.pow(FALL, telling(others));
        for (Map.Entry<AnalyzedText, Integer> run : runs.entrySet()) {
            name(run.getKey(), run.getValue());
            label(run.getKey(), run.getValue());
        }
        List<String> typed = distinct(AnalyzedText.joined(others).words());
        if (!typed.isEmpty()) {
            clauses.add(RankingClause.rare(CardFields.WORDS, typed, labelQuery * AS_TYPED, FEW));
        }
    }

    /** How many of the words tell what happened. */
    private int telling(List<AnalyzedText> words) throws IOException {
        Set<String> content = Set.copyOf(query.contentTerms());
        IndexReader index = lookups.reader().getIndexReader();
        double most = MANY * index.getDocCount(lookups.text());
        int telling = 0;
        for (String term : words.stream().flatMap(word -> word.textTerms().stream()).filter(content::contains)
                .collect(Collectors.toSet())) {
            telling += index.docFreq(new Term(lookups.text(), term)) <= most ? 1 : 0;
        }
        return telling;
    }

    private void name(AnalyzedText run, int words) {
        // In running text an English word is hardly a name: "in the silence that followed".
        boolean isWord = words == 1 && labelQuery < 1 && EnglishWords.contains(run.text());
        if (!run.folded().isEmpty() && !isWord) {
            constant(NAME_IN_TEXT, Match.ANY, CardFields.NAME_FOLDED, List.of(run.folded()));
        }
    }

    private void label(AnalyzedText run, int words) throws IOException {
        for (Map.Entry<Facet, List<String>> label : lookups.labels(run).entrySet()) {
            Facet facet = label.getKey();
            if (LABELS.containsKey(facet)) {
                constant(labelQuery * words * LABELS.get(facet), Match.ANY, CardFields.label(facet), label.getValue());
            }
            if (LABELS_OF_TEXT.containsKey(facet) && labelQuery < 1) {
                clauses.add(RankingClause.bestTerm(CardFields.label(facet), label.getValue(),
                        (1 - labelQuery) * LABELS_OF_TEXT.get(facet)));
            }
        }
    }

    private void words() {
        List<String> terms = query.contentTerms();
        terms.forEach(term -> clauses.add(RankingClause.bm25(lookups.text(), term, 1)));
        for (int i = 0; i + 1 < terms.size(); i++) {
            // Close to each other in a label: "Office 0-day".
            clauses.add(RankingClause.pair(CardFields.LABELS, terms.get(i), terms.get(i + 1), labelQuery * LABEL_PAIR));
            clauses.add(RankingClause.pair(lookups.text(), terms.get(i), terms.get(i + 1), PAIR));
        }
        if (labelQuery < 1) {
            related(query.text().textTerms(), Set.copyOf(terms));
        }
        // In running text "the" is no word of a name.
        distinct(query.text().words()).stream().filter(word -> labelQuery == 1 || !TextAnalyzer.isFunctionWord(word))
                .forEach(word -> clauses.add(RankingClause.bm25(CardFields.NAME_WORDS, word, labelQuery * NAME_WORD)));
    }

    private void related(List<String> terms, Set<String> typed) {
        Set<List<String>> runs = new HashSet<>();
        for (int from = 0; from < terms.size(); from++) {
            for (int to = from + 1; to <= Math.min(terms.size(), from + RelatedTerms.LONGEST); to++) {
                List<String> run = List.copyOf(terms.subList(from, to));
                List<String> phrases = RelatedTerms.of(run).stream().filter(phrase -> !typed.containsAll(phrase))
                        .map(phrase -> String.join(" ", phrase)).sorted().toList();
                if (!phrases.isEmpty() && runs.add(run)) {
                    clauses.add(RankingClause.bestPhrase(lookups.text(), phrases, RELATED));
                }
            }
        }
    }

    private static List<String> distinct(List<String> terms) {
        return terms.stream().distinct().limit(Limits.QUERY_WORDS).toList();
    }

    private void constant(float weight, Match match, String field, List<String> terms) {
        if (!terms.isEmpty()) {
            clauses.add(RankingClause.constant(match, field, terms, weight));
        }
    }
}
