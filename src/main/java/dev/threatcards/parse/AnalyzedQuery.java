package dev.threatcards.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Group;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Report;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.Vulnerability;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.query.Limits;

/**
 * A parsed query with the terms of its words, which recall, ranking, explanations and advice read instead of the query's text. Each word is
 * analyzed once; the terms of a run of words are derived from those of its words. Immutable.
 */
public final class AnalyzedQuery {

    /** The longest synonym has four words. */
    private static final int LONGEST_SYNONYM = 4;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final QueryParser.Parsed parsed;
    private final Analyzer analyzer;
    private final Map<String, AnalyzedText> known;
    private final AnalyzedText name;
    private final AnalyzedText text;
    private final List<AnalyzedText> words;
    private final List<Clause> required;

    private AnalyzedQuery(QueryParser.Parsed parsed, Analyzer analyzer, Map<String, AnalyzedText> known) {
        QueryTree tree = parsed.tree();
        this.parsed = parsed;
        this.analyzer = analyzer;
        this.known = known;
        this.name = of(tree.name());
        this.words = split(tree.words()).map(known::get).toList();
        this.text = AnalyzedText.joined(words);
        this.required = required(tree.texts());
    }

    /** Parses a query's text and analyses its words. */
    public static AnalyzedQuery parse(String text, Limits limits) {
        return parse(text, limits, CardAnalyzer.INSTANCE);
    }

    /**
     * For a test that counts what is analyzed.
     *
     * @param analyzer tokenizes {@link dev.threatcards.analysis.CardFields#WORDS}
     */
    public static AnalyzedQuery parse(String text, Limits limits, Analyzer analyzer) {
        return of(QueryParser.read(text, limits), analyzer, Map.of());
    }

    /** A variant of this query; only words that this query does not have are analyzed. */
    public AnalyzedQuery with(QueryTree other) {
        return of(new QueryParser.Parsed(other, 0, 0), analyzer, known);
    }

    private static AnalyzedQuery of(QueryParser.Parsed parsed, Analyzer analyzer, Map<String, AnalyzedText> before) {
        Set<String> missing = texts(parsed.tree()).flatMap(AnalyzedQuery::split)
                .filter(word -> !before.containsKey(word)).collect(Collectors.toCollection(LinkedHashSet::new));
        if (missing.isEmpty()) {
            return new AnalyzedQuery(parsed, analyzer, before);
        }
        Map<String, AnalyzedText> known = new HashMap<>(before);
        known.putAll(AnalyzedText.each(missing, analyzer));
        return new AnalyzedQuery(parsed, analyzer, known);
    }

    private static Stream<String> texts(QueryTree tree) {
        return Stream.concat(tree.wanted().stream(), tree.unwanted().stream()).flatMap(AnalyzedQuery::texts);
    }

    private static Stream<String> texts(Clause clause) {
        return switch (clause) {
            case AnyOf any -> any.alternatives().stream().flatMap(AnalyzedQuery::texts);
            case Group group -> texts(group.tree());
            case Value value -> Stream.of(value.value());
            default -> Stream.of(clause.text());
        };
    }

    private static Stream<String> split(String text) {
        return WHITE_SPACE.splitAsStream(text).filter(word -> !word.isEmpty());
    }

    /** The structure of the text. */
    public QueryTree tree() {
        return parsed.tree();
    }

    /** The structure of the text, and what was ignored of it because of a limit. */
    public QueryParser.Parsed parsed() {
        return parsed;
    }

    /** The wanted words and phrases without alternatives; together they may be a name. */
    public AnalyzedText name() {
        return name;
    }

    /** The wanted words and phrases with alternatives. */
    public AnalyzedText text() {
        return text;
    }

    /** The words of {@link #text}, in order. */
    public List<AnalyzedText> words() {
        return words;
    }

    /** The words of a clause. */
    public AnalyzedText of(Clause clause) {
        return of(clause instanceof Value value ? value.value() : clause.text());
    }

    /**
     * Words of this query.
     *
     * @param text words of the query, in any order, separated by white space
     */
    public AnalyzedText of(String text) {
        return AnalyzedText.joined(split(text).map(known::get).toList());
    }

    /** The distinct terms of {@link #text} in order, without function words unless it has no others. */
    public List<String> contentTerms() {
        List<String> terms = text.textTerms().stream().distinct().toList();
        List<String> content = terms.stream().filter(term -> !TextAnalyzer.isFunctionWord(term)).toList();
        return content.isEmpty() ? terms : content;
    }

    /** A run of the {@link #words}: {@code from} is inclusive, {@code to} exclusive. */
    public AnalyzedText run(int from, int to) {
        return AnalyzedText.joined(words.subList(from, to));
    }

    /**
     * The clauses that a card has to match. A synonym of several words ("zero day", "United States") is one phrase; words that only hold a
     * sentence together and clauses of punctuation are left out, unless there are no others.
     */
    public List<Clause> required() {
        return required;
    }

    /**
     * Those of the {@link #required} clauses that every card has to match: all that are typed with an operator, which are phrases in quotes,
     * words with a plus, alternatives, groups and prefixes.
     */
    public List<Clause> demanded() {
        List<Clause> typed = tree().texts();
        return required.stream().filter(typed::contains).filter(clause -> switch (clause) {
            case Word word -> false;
            case Vulnerability vulnerability -> false;
            case Report report -> false;
            default -> true;
        }).toList();
    }

    private List<Clause> required(List<Clause> texts) {
        List<Clause> clauses = withSynonyms(texts);
        List<Clause> withContent = clauses.stream().filter(this::hasContent).toList();
        if (!withContent.isEmpty()) {
            return withContent;
        }
        List<Clause> withTerms = clauses.stream()
                .filter(clause -> clause.text().isEmpty() || !of(clause).textTerms().isEmpty()).toList();
        return withTerms.isEmpty() ? List.copyOf(clauses) : withTerms;
    }

    private boolean hasContent(Clause clause) {
        return !(clause instanceof Word) || !of(clause).textTerms().stream().allMatch(TextAnalyzer::isFunctionWord);
    }

    /** The clauses with each run of words that is a synonym as a phrase. */
    private List<Clause> withSynonyms(List<Clause> clauses) {
        List<Clause> result = new ArrayList<>();
        for (int from = 0; from < clauses.size();) {
            int to = Math.min(clauses.size(), from + LONGEST_SYNONYM);
            while (to > from + 1 && !isSynonym(clauses.subList(from, to))) {
                to--;
            }
            result.add(to == from + 1
                    ? clauses.get(from)
                    : new Phrase(
                            clauses.subList(from, to).stream().map(Clause::text).collect(Collectors.joining(" "))));
            from = to;
        }
        return result;
    }

    /** Whether the words have other terms together than apart because of the first and the last of them: "the zero day" is no synonym. */
    private boolean isSynonym(List<Clause> run) {
        if (!run.stream().allMatch(Word.class::isInstance)) {
            return false;
        }
        int last = run.size() - 1;
        List<String> whole = terms(run);
        return !whole.equals(run.stream().flatMap(word -> of(word).textTerms().stream()).toList())
                && !whole.equals(plus(terms(run.subList(0, 1)), terms(run.subList(1, run.size()))))
                && !whole.equals(plus(terms(run.subList(0, last)), terms(run.subList(last, run.size()))));
    }

    private List<String> terms(List<Clause> run) {
        return AnalyzedText.joined(run.stream().map(this::of).toList()).textTerms();
    }

    private static List<String> plus(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
