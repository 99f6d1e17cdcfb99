package dev.threatcards.search;

import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ThreatCards;
import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.index.TokenizedText;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.text.Prose;

import static org.assertj.core.api.Assertions.assertThat;

final class HighlighterTest {

    private static QueryTerms terms(String query) {
        return QueryTerms.of(AnalyzedQuery.parse(query, Limits.DEFAULT));
    }

    /** The sentences, with marked words in brackets. */
    private static List<String> highlights(String query, String text) {
        return new Highlighter(terms(query)).best(TokenizedText.of(text)).stream()
                .map(highlight -> highlight.runs().stream()
                        .map(run -> run.marked() ? "[" + run.text() + "]" : run.text()).collect(Collectors.joining()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hacking            | They hacked banks. A hacker knows. | They [hacked] banks.
            0-day              | It has zero days, 0days and days.  | It has [zero days], [0days] and days.
            zero day           | A zero-day of day zero.            | A [zero-day] of day zero.
            chinese            | From China, or so it seems.        | From [China], or so it seems.
            zurich             | Banks in Zürich.                   | Banks in [Zürich].
            apt28              | Known as APT-28.                   | Known as [APT]-[28].
            "supply chain"     | Chain of supply: a supply chain.   | Chain of supply: a [supply] [chain].
            supply chain       | Chain of supply: a supply chain.   | [Chain] of [supply]: a [supply] [chain].
            "the supply chain" | Supply chains.                     | [Supply] [chains].
            "zero day"         | A zero-day of day zero.            | A [zero-day] of day zero.
            "north korea" spy  | A spy of Korea, North.             | A [spy] of Korea, North.
            otter OR newt      | Newts eat otters.                  | [Newts] eat [otters].
            """)
    void theWordsOfTheQueryAreMarked(String query, String text, String expected) {
        assertThat(highlights(query, text).getFirst()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"the, 'The otters.'", "-otter, 'The otters.'", "newt, 'The otters.'", "otter, ''",
            "'\"red otter\"', 'Otters are red. Otters swim.'", "'\"red otter\"', 'red\notter'"})
    void nothingElseIs(String query, String text) {
        assertThat(highlights(query, text)).isEmpty();
    }

    @Test
    void theTwoBestSentencesComeInTextOrder() {
        assertThat(highlights("red otter",
                "An otter swims in rivers all day long.\nThe newt.\nA red otter. Red things. Red otter\nswims"))
                .containsExactly("A [red] [otter].", "[Red] [otter]");
    }

    private record Marked(String query, String text) {
    }

    /** Lucene's own highlighter analyzes each text anew, and finds the same sentences and words. */
    @Test
    void sentencesAndMarksAreThoseOfLucenesHighlighter(@TempDir Path folder) throws Exception {
        ThreatCards.build(folder).fromStarterDeck();
        List<String> texts = new ArrayList<>();
        try (ThreatCards cards = ThreatCards.open(folder)) {
            cards.search(CardQuery.all().page(1, 100)).hits().forEach(hit -> {
                texts.add(Prose.plain(hit.card().description()));
                texts.add(hit.card().operations().stream().map(each -> Prose.plain(each.story()))
                        .collect(Collectors.joining("\n")));
            });
        }
        List<Marked> cases = Stream.of("office 0-day china", "malware", "the group targeted government",
                "spear phishing", "\"supply chain\"", "\"zero day\" russian",
                "united states energy attack campaign group", "2019")
                .flatMap(query -> texts.stream().map(text -> new Marked(query, text))).toList();
        int marked = 0;
        for (Marked each : cases) {
            List<String> found = highlights(each.query, each.text);
            assertThat(found).as("%s", each).isEqualTo(lucene(each));
            marked += found.size();
        }
        assertThat(marked).isGreaterThan(100);
    }

    private static List<String> lucene(Marked marked) throws Exception {
        QueryTerms terms = terms(marked.query);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        terms.highlighted().forEach(term -> query.add(new TermQuery(new Term(CardFields.TEXT, term)), Occur.SHOULD));
        terms.phrases().forEach(phrase -> query.add(phrase(phrase), Occur.SHOULD));
        UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(CardAnalyzer.INSTANCE)
                .withBreakIterator(() -> BreakIterator.getSentenceInstance(Locale.ROOT)).withMaxNoHighlightPassages(0)
                .withMaxLength(Integer.MAX_VALUE - 1).withWeightMatches(false).withFormatter(new Brackets()).build();
        // A separator of paragraphs ends a sentence for the platform's iterator as a line break does for ours.
        Object found = marked.text.isEmpty()
                ? null
                : highlighter.highlightWithoutSearcher(CardFields.TEXT, query.build(),
                        marked.text.replace('\n', '\u2029'), 2);
        return found instanceof String text ? text.lines().toList() : List.of();
    }

    private static Query phrase(List<String> terms) {
        return new PhraseQuery(CardFields.TEXT, terms.toArray(String[]::new));
    }

    /** A line for each passage, with marked words in brackets. */
    private static final class Brackets extends PassageFormatter {
        @Override
        public String format(Passage[] passages, String content) {
            StringBuilder lines = new StringBuilder();
            for (Passage passage : passages) {
                StringBuilder line = new StringBuilder(
                        content.substring(passage.getStartOffset(), passage.getEndOffset()));
                for (int match = passage.getNumMatches() - 1; match >= 0; match--) {
                    line.insert(passage.getMatchEnds()[match] - passage.getStartOffset(), ']')
                            .insert(passage.getMatchStarts()[match] - passage.getStartOffset(), '[');
                }
                lines.append(line.toString().replace('\u2029', ' ').stripTrailing()).append('\n');
            }
            return lines.toString();
        }
    }
}
