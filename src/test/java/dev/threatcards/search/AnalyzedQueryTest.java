package dev.threatcards.search;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardIndex;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.result.SearchResult;
import dev.threatcards.text.NameKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** The terms of a query's words, and how often they are analysed in a search. */
final class AnalyzedQueryTest {

    /** Words with signs, digits and accents, stop words, and words of synonyms, alone and in pieces. */
    private static final List<String> WORDS = List.of("zero", "day", "days", "0-day", "0", "the", "of", "united",
            "states", "Arab", "emirates", "north", "Koreans", "korea", "u.s.", "a", "U", "s", "APT28", "APT-C-41",
            "Op\u00e9ration", "banks", "IT", "-", "_", "C++", "chinese", "Great", "Britain's", "hong", "konger",
            "\u0130stanbul", "\u03a3\u03a3", "\ufb01n7", "x_y", "\u00a0", "a\u00a0b", "\u4e2d\u56fd");

    /** A search in a test is not given up on a busy machine. */
    private static final Limits UNHURRIED = Limits.DEFAULT.withSearchTime(Duration.ofHours(1));

    /** Records the texts that it is given. */
    private static final class Recording extends AnalyzerWrapper {

        private final List<String> texts = new ArrayList<>();

        Recording() {
            super(PER_FIELD_REUSE_STRATEGY);
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return CardAnalyzer.INSTANCE;
        }

        @Override
        protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
            return components;
        }

        @Override
        protected Reader wrapReader(String field, Reader reader) {
            StringWriter text = new StringWriter();
            try {
                reader.transferTo(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            texts.add(field + " " + text);
            return new StringReader(text.toString());
        }
    }

    @TempDir
    private static Path folder;
    private static CardIndex index;
    private static CardIndex.Snapshot snapshot;

    @BeforeAll
    static void index() {
        TestCards.write(folder,
                TestCards.actor("Blue Otter").alias("Zinc Heron", "Initech").country("China")
                        .tools("an MS Office 0-day exploit", "PlugX").sectors("Energy").targets("USA").card(),
                TestCards.actor("Red Fox").country("Russia").tools("Korplug").sectors("Financial")
                        .description("A zero day in Flash was its first find, on China.").card(),
                TestCards.tool("PlugX", "Korplug", "Destroy RAT"));
        index = CardIndex.open(folder);
        snapshot = index.snapshot();
    }

    @AfterAll
    static void close() {
        snapshot.close();
        index.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"office 0-day china", "zero day china", "blue ottre", "zinc hreon", "korplug energy china",
            "office china russia energy zzzz", "country:\"united states\" zero day -wiper", "otter OR \"zero day\" fox",
            "sector:enregy plugx", "china china china", "wiper country:Iran 0-day office"})
    void noWordOfAQueryIsAnalysedTwice(String text) throws IOException {
        Recording analyses = new Recording();
        SearchResult found = new CardSearch(snapshot.searcher(), UNHURRIED, analyses)
                .actors(CardQuery.of(text).page(1, 10));
        assertThat(analyses.texts).isNotEmpty().doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(each).startsWith(CardFields.WORDS + " ").matches("\\S+ \\S+"));
        assertThat(found.guidance()).isNotNull();
    }

    @Test
    void theWordsOfTheExampleAreAnalysedOnceEach() throws IOException {
        Recording analyses = new Recording();
        SearchResult found = new CardSearch(snapshot.searcher(), UNHURRIED, analyses)
                .actors(CardQuery.of("office 0-day china").page(1, 10));
        assertThat(found.total()).isPositive();
        assertThat(found.guidance().understood()).isNotEmpty();
        assertThat(analyses.texts).containsExactlyInAnyOrder("words office", "words 0-day", "words china");
    }

    @Test
    void theTermsOfARunAreThoseOfItsText() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            List<String> words = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size()))).toList();
            String text = String.join(" ", words);
            AnalyzedQuery query = AnalyzedQuery.parse("", Limits.DEFAULT)
                    .with(new QueryTree(words.stream().<Clause>map(QueryTree.Word::new).toList(), List.of()));
            AnalyzedText whole = query.name();
            assertThat(whole.text()).isEqualTo(text);
            assertThat(whole.textTerms()).as(text).isEqualTo(CardAnalyzer.terms(CardFields.TEXT, text));
            assertThat(whole.words()).as(text).isEqualTo(CardAnalyzer.terms(CardFields.WORDS, text))
                    .isEqualTo(CardAnalyzer.terms(CardFields.NAME_WORDS, text));
            assertThat(whole.key()).as(text).isEqualTo(CardAnalyzer.key(text));
            assertThat(whole.folded()).as(text).isEqualTo(NameKeys.folded(text));
            assertThat(whole.exact()).as(text).isEqualTo(NameKeys.exact(text));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"state of the art | 0 3", "the art of war | 0 2",
            "zero day exploit | 0 1", "office 0-day of china | 0 1 3"})
    void aStopWordLeavesAGapInAPhrase(String phrase, String gaps) {
        List<Integer> steps = AnalyzedQuery.parse('"' + phrase + '"', Limits.DEFAULT).name().tokens().increments();
        assertThat(IntStream.range(0, steps.size())
                .map(term -> steps.subList(1, term + 1).stream().mapToInt(Integer::intValue).sum())
                .mapToObj(Integer::toString).toList()).containsExactly(gaps.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"office 0-day china | office, 0-day, china",
            "the zero day of china | \"zero day\", china",
            "united arab emirates banks | \"united arab emirates\", banks", "the of | the, of",
            "\"zero day\" day | \"zero day\", day", "zero OR day | zero OR day"})
    void wordsThatAreOneSynonymAreOneRequiredClause(String text, String clauses) {
        assertThat(AnalyzedQuery.parse(text, Limits.DEFAULT).required()).extracting(Clause::typed)
                .containsExactly(clauses.split(", ", -1));
    }

    @Test
    void rankingIsDataThatIsTheSameEachTime() throws IOException {
        List<RankingClause> first = ranking("plugx china");
        assertThat(first).isEqualTo(ranking("plugx china")).contains(
                RankingClause.constant(RankingClause.Match.ANY, CardFields.NAME_FOLDED, List.of("plugxchina"), 40),
                RankingClause.bm25(CardFields.TEXT, "china", 1),
                RankingClause.constant(RankingClause.Match.ANY, CardFields.label(Facet.COUNTRY), List.of("china"), 20));
        assertThat(first).filteredOn(clause -> clause.terms().contains("korplug")).singleElement()
                .satisfies(clause -> assertThat(clause.terms()).contains("plugx"));
        assertThat(ranking("country:China")).containsExactly(RankingClause.EVERY_CARD);
    }

    private static List<RankingClause> ranking(String text) throws IOException {
        AnalyzedQuery query = AnalyzedQuery.parse(text, Limits.DEFAULT);
        SearchScope scope = SearchScope.of(CardFields.ACTOR, query.tree(), Filters.NONE, snapshot.searcher());
        return Ranking.of(new ClauseQueries(query, scope, snapshot.searcher())).clauses();
    }
}
