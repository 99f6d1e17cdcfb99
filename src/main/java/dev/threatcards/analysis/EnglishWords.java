package dev.threatcards.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The lexicon of the English stemmer. */
public final class EnglishWords {

    private EnglishWords() {
    }

    /**
     * Whether the word, or what it is an inflected form of, is in the lexicon of the stemmer, or is a function word.
     *
     * @param word in lower case
     */
    public static boolean isWord(String word) {
        String stem = stem(word);
        return TextAnalyzer.isFunctionWord(stem) || EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(word)
                || contains(word) || contains(stem);
    }

    /**
     * Whether the word is in the lexicon of the stemmer, which removes an ending only if the lexicon has the rest. The ending is one that
     * hardly any word in the lexicon has.
     *
     * @param word in lower case
     */
    public static boolean contains(String word) {
        return stem(word + "ible").equals(word);
    }

    private static String stem(String word) {
        KeywordTokenizer whole = new KeywordTokenizer();
        whole.setReader(new StringReader(word));
        try (TokenStream stemmed = new KStemFilter(whole)) {
            CharTermAttribute stem = stemmed.addAttribute(CharTermAttribute.class);
            stemmed.reset();
            return stemmed.incrementToken() ? stem.toString() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
