package dev.threatcards.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * The words of a name: split where letters meet digits, without case and accents, neither stemmed nor stopped, so that
 * "APT28", "APT-28" and "apt 28" are the words "apt" and "28".
 */
final class NameAnalyzer extends Analyzer {

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, split(words));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(in));
    }

    /** Words split where letters meet digits and at the signs that a tokenizer leaves inside, lower case, no accents. */
    static TokenStream split(TokenStream words) {
        int how = WordDelimiterGraphFilter.GENERATE_WORD_PARTS | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
                | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;
        // The parts of a word follow each other, and the word itself is not kept beside them: there is no graph to flatten.
        TokenStream parts = new WordDelimiterGraphFilter(words, how, null);
        return new ASCIIFoldingFilter(new LowerCaseFilter(parts));
    }
}
