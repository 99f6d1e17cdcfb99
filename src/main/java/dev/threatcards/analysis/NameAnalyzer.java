package dev.threatcards.analysis;

import java.io.Reader;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Analyzes names: splits where letters meet digits and at punctuation, removes case and accents, and neither stems nor drops stop words.
 * "APT28", "APT-28" and "apt 28" are the words "apt" and "28".
 */
final class NameAnalyzer extends Analyzer {

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, split(words));
    }

    @Override
    protected Reader initReader(String field, Reader text) {
        return new StraightApostrophes(text);
    }

    @Override
    protected Reader initReaderForNormalization(String field, Reader text) {
        return new StraightApostrophes(text);
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(new ComposedLetters(in)));
    }

    /**
     * Splits words where letters meet digits and at punctuation inside of them, and removes case, accents in either encoding and a
     * possessive ending with an apostrophe of any shape.
     */
    static TokenStream split(TokenStream words) {
        int flags = WordDelimiterGraphFilter.GENERATE_WORD_PARTS | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
                | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;
        // The original word is not kept beside its parts, so there is no graph to flatten.
        TokenStream parts = new WordDelimiterGraphFilter(new EnglishPossessiveFilter(new ComposedLetters(words)), flags,
                null);
        return new ASCIIFoldingFilter(new LowerCaseFilter(parts));
    }
}
