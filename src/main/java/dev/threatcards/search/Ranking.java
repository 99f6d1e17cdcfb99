package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;
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
 * <li>the text is a name of a tool that the actor uses,
 * <li>runs of words are names of the card, labels, or names of tools,
 * <li>words are on the card: BM25 over all of its text, in which the words of labels count twice, and over names; more if every required
 * clause matches, and more still if few cards have the words as they were typed.
 * </ol>
 * The weights of the last two steps were tuned on judged queries; those above only have to be far apart.
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
    static final float EVERY_CLAUSE = g("EV","12");

    /** The words as they were typed: "operates" is not "operation". */
    private static final float AS_TYPED = g("AT","28");

    /** {@link #AS_TYPED} counts if at most this share of the scope's cards have the words. */
    private static final double FEW = 0.02;

    /** A name among other words: "Fancy Bear Germany". */
    private static final float NAME_IN_TEXT = 40;

    /** A run of words that is a label, for each of its words. An actor's own country counts more than the countries that it attacks. */
    private static final Map<Facet, Float> LABELS = new EnumMap<>(Map.of(Facet.CVE, 30f, Facet.COUNTRY, 20f, Facet.TOOL,
            16f, Facet.SECTOR, 12f, Facet.MOTIVATION, 8f, Facet.TARGET, 6f));

    /** The longest run of words that is looked up as a name and as a label, in words. */
    static final int LONGEST_LABEL = 4;

    private static final float NAME_WORD = g("NW","3");

    private static final float LABEL_PAIR = 2;

    static float g(String k, String d) { return Float.parseFloat(System.getProperty(k, d)); }
    private static final Map<Facet, Float> RARE = new EnumMap<>(Map.of(Facet.CVE, 2f, Facet.COUNTRY, g("WC","1"), Facet.TOOL, g("WT","1.5"), Facet.SECTOR, g("WS",".3"), Facet.TARGET, g("WG",".3")));
    private float share = 1; float nshare=1;
    static double P = Double.parseDouble(System.getProperty("P","1")), PN = Double.parseDouble(System.getProperty("PN","0")), U0=Double.parseDouble(System.getProperty("U0","3"));
    static float PAIRW = Float.parseFloat(System.getProperty("PAIRW","0"));
    private final ClauseQueries lookups;
    private final AnalyzedQuery query;
    private final List<RankingClause> clauses = new ArrayList<>();

    private Ranking(ClauseQueries lookups) {
        this.lookups = lookups;
        this.query = lookups.query();
    }

    /**
     * The clauses of a query.
     *
     * @param lookups the query in its scope, where its words are looked up as labels and names
     * @return all clauses of the score but {@link #EVERY_CLAUSE}; some may match no card
     */
    static List<RankingClause> of(ClauseQueries lookups) throws IOException {
        if (lookups.query().tree().texts().isEmpty()) {
            return List.of(RankingClause.EVERY_CARD);
        }
        Ranking ranking = new Ranking(lookups);
        ranking.names();
        ranking.runs();
        ranking.words();
        return List.copyOf(ranking.clauses);
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
        label(TOOL_NAME, Facet.TOOL, whole);
    }

    /** Clauses for every run of words as a name and as a label of each facet. */
    private void runs() throws IOException {
        int size = Math.min(query.words().size(), Limits.QUERY_WORDS);
        BitSet labels = new BitSet();
        Map<AnalyzedText, Integer> found = new java.util.LinkedHashMap<>();
        for (int from = 0; from < size; from++) {
            for (int to = from + 1; to <= Math.min(size, from + LONGEST_LABEL); to++) {
                AnalyzedText run = query.run(from, to);
                if (!lookups.labels(run).isEmpty()) { labels.set(from, to); }
                found.putIfAbsent(run, to - from);
            }
        }
        java.util.Set<String> content = java.util.Set.copyOf(query.contentTerms());
        long others0 = IntStream.range(0, size).filter(word -> !labels.get(word)).mapToObj(query.words()::get).filter(w -> w.textTerms().stream().anyMatch(content::contains)).distinct().count();
        share = (float) Math.min(1, Math.pow(U0 / Math.max(1, others0), P));
        for (Map.Entry<AnalyzedText, Integer> e : found.entrySet()) {
                AnalyzedText run = e.getKey();
                if (!run.folded().isEmpty() && !(e.getValue() == 1 && share < 1 && EnglishWords.contains(run.text()))) {
                    constant(NAME_IN_TEXT, Match.ANY, CardFields.NAME_FOLDED, List.of(run.folded()));
                }
                for (Map.Entry<Facet, Float> weight : LABELS.entrySet()) {
                    label(share * weight.getValue() * e.getValue(), weight.getKey(), run);
                    Float w = RARE.get(weight.getKey());
                    if (share < 1 && w != null) for (String key : lookups.labels(run).getOrDefault(weight.getKey(), List.of())) clauses.add(RankingClause.bm25(CardFields.label(weight.getKey()), key, (1-share)*w));
                }
        }
        List<AnalyzedText> others = IntStream.range(0, size).filter(word -> !labels.get(word))
                .mapToObj(query.words()::get).toList();
        List<String> typed = distinct(AnalyzedText.joined(others).words());
        if (!typed.isEmpty()) {
            clauses.add(RankingClause.rare(CardFields.WORDS, typed, AS_TYPED, FEW));
        }
    }

    private boolean label(float weight, Facet facet, AnalyzedText words) throws IOException {
        List<String> keys = lookups.labels(words).getOrDefault(facet, List.of());
        constant(weight, Match.ANY, CardFields.label(facet), keys);
        return !keys.isEmpty();
    }

    private void words() {
        List<String> terms = query.contentTerms();
        terms.forEach(term -> clauses.add(RankingClause.bm25(lookups.text(), term, 1)));
        // Adjacent words of the query that are close to each other in a label: "Office 0-day".
        for (int i = 0; i + 1 < terms.size(); i++) {
            clauses.add(RankingClause.pair(CardFields.LABELS, terms.get(i), terms.get(i + 1), share * LABEL_PAIR));
            if (PAIRW > 0) clauses.add(RankingClause.pair(lookups.text(), terms.get(i), terms.get(i + 1), PAIRW));
        }
        distinct(query.text().words())
                .forEach(word -> clauses.add(RankingClause.bm25(CardFields.NAME_WORDS, word, share * NAME_WORD)));
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
