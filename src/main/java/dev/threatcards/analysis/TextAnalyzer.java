package dev.threatcards.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.List;
import java.util.regex.Pattern;

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

/**
 * The words of running text: split as {@link NameAnalyzer} does, so that a name is found in it however it is spelt; the
 * synonyms of {@code synonyms.txt} brought to one; English stop words dropped; stemmed lightly.
 */
public final class TextAnalyzer extends Analyzer {

    private static final List<String> LINES = WordList.lines("synonyms.txt");
    private static final SynonymMap SYNONYMS = synonyms();
    private static final List<Rule> RULES = LINES.stream().map(Rule::of).toList();

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, ofWords(NameAnalyzer.split(words)));
    }

    /** What becomes of words that are split already. */
    public static TokenStream ofWords(TokenStream split) {
        // Each synonym becomes one word in the place of others: no paths stand side by side that would have to be flattened.
        TokenStream one = new SynonymGraphFilter(split, SYNONYMS, true);
        return new KStemFilter(new StopFilter(one, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
    }

    /**
     * A line of {@code synonyms.txt}.
     *
     * @param replaced what is replaced, each as a list of its words
     * @param by the words that take the place of each
     */
    record Rule(List<List<String>> replaced, List<String> by) {

        private static Rule of(String line) {
            String[] sides = line.split("=>", -1);
            return new Rule(Pattern.compile(",").splitAsStream(sides[0]).map(Rule::words).toList(), words(sides[1]));
        }

        private static List<String> words(String side) {
            return List.of(side.strip().split(" ", -1));
        }
    }

    /** The synonyms; every line has to be a rule, or a comment. */
    static List<Rule> rules() {
        return RULES;
    }

    /** What means something else than its words do, as lists of these. */
    static List<List<String>> expressions() {
        return RULES.stream().flatMap(rule -> rule.replaced().stream()).filter(words -> words.size() > 1).toList();
    }

    private static SynonymMap synonyms() {
        // Rules are written as the words are after splitting and folding, so white space is all that parts them.
        try (Analyzer words = new WhitespaceAnalyzer()) {
            SolrSynonymParser parser = new SolrSynonymParser(true, true, words);
            parser.parse(new StringReader(String.join("\n", LINES)));
            return parser.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("synonyms.txt: " + e.getMessage(), e);
        }
    }
}
