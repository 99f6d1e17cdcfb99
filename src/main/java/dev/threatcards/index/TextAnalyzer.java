package dev.threatcards.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
final class TextAnalyzer extends Analyzer {

    private static final SynonymMap SYNONYMS = synonyms();

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, ofWords(NameAnalyzer.split(words)));
    }

    /** What becomes of words that are split already. */
    static TokenStream ofWords(TokenStream split) {
        // Each synonym becomes one word in the place of others: no paths stand side by side that would have to be flattened.
        TokenStream one = new SynonymGraphFilter(split, SYNONYMS, true);
        return new KStemFilter(new StopFilter(one, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
    }

    /** The words of synonyms that have several: what these mean depends on what stands beside them. */
    static Set<String> partsOfSynonyms() {
        return rules().lines().filter(rule -> !rule.startsWith("#")).flatMap(Pattern.compile("=>|,")::splitAsStream)
                .map(String::strip).filter(synonym -> synonym.contains(" "))
                .flatMap(Pattern.compile(" ")::splitAsStream).collect(Collectors.toUnmodifiableSet());
    }

    private static String rules() {
        try (InputStream rules = TextAnalyzer.class.getResourceAsStream("synonyms.txt")) {
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SynonymMap synonyms() {
        // Rules are written as the words are after splitting and folding, so white space is all that parts them.
        try (Analyzer words = new WhitespaceAnalyzer()) {
            SolrSynonymParser parser = new SolrSynonymParser(true, true, words);
            parser.parse(new StringReader(rules()));
            return parser.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("synonyms.txt: " + e.getMessage(), e);
        }
    }
}
