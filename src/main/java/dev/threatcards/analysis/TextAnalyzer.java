package dev.threatcards.analysis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;

import dev.threatcards.analysis.Vocabulary.Kind;

/**
 * Analyzes running text: splits words as {@link NameAnalyzer} does, so that a name is found in any spelling; replaces the synonyms of
 * {@code vocabulary.txt}; drops English stop words; stems lightly.
 */
public final class TextAnalyzer extends Analyzer {

    private static final List<String> LINES = Vocabulary.lines(Kind.SPELLING, Kind.DEMONYM);
    private static final SynonymMap SYNONYMS = synonyms();
    /** The words that follow the first word of a synonym of several words. */
    private static final Set<String> IN_SYNONYM = LINES.stream()
            .flatMap(rule -> Stream.of(rule.split("=>", -1)[0].split(",", -1)))
            .flatMap(synonym -> Stream.of(synonym.strip().split(" ", -1)).skip(1))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FUNCTION_WORDS = functionWords();

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, ofWords(NameAnalyzer.split(words)));
    }

    @Override
    protected Reader initReader(String field, Reader text) {
        return new StraightApostrophes(text);
    }

    /** Analyzes words that are split already. */
    public static TokenStream ofWords(TokenStream split) {
        // A rule replaces words by one sequence of words, so there is no graph to flatten.
        TokenStream one = new SynonymGraphFilter(split, SYNONYMS, true);
        return new KStemFilter(new StopFilter(one, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
    }

    /** Whether a synonym of several words has this word after its first. */
    public static boolean continuesSynonym(String word) {
        return IN_SYNONYM.contains(word);
    }

    /**
     * Whether a term only holds a sentence together: a question word, a pronoun, an auxiliary, a preposition. Cards have such terms, for phrases,
     * but a query's other words say which cards are meant.
     */
    public static boolean isFunctionWord(String term) {
        return FUNCTION_WORDS.contains(term);
    }

    private static Set<String> functionWords() {
        StandardTokenizer words = new StandardTokenizer();
        words.setReader(new StringReader(String.join("\n", Vocabulary.resource("function-words.txt"))));
        return Set.copyOf(Tokens.of(new KStemFilter(words)).terms());
    }

    private static SynonymMap synonyms() {
        // The words of the rules are split and folded already, so only white space separates them.
        try (Analyzer words = new WhitespaceAnalyzer()) {
            SolrSynonymParser parser = new SolrSynonymParser(true, true, words);
            parser.parse(new StringReader(String.join("\n", LINES)));
            return parser.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("vocabulary.txt: " + e.getMessage(), e);
        }
    }
}
