package dev.threatcards.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The lexicon of the English stemmer. */
public final class EnglishWords {

    private EnglishWords() {
    }

    /**
     * Whether the word is in the lexicon of the stemmer, which removes an ending only if the lexicon has the rest. The ending is one that
     * hardly any word in the lexicon has.
     *
     * @param word in lower case
     */
    public static boolean contains(String word) {
        KeywordTokenizer whole = new KeywordTokenizer();
        whole.setReader(new StringReader(word + "ible"));
        try (TokenStream stemmed = new KStemFilter(whole)) {
            CharTermAttribute stem = stemmed.addAttribute(CharTermAttribute.class);
            stemmed.reset();
            return stemmed.incrementToken() && stem.toString().equals(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
