package dev.threatcards.parse;

import java.util.List;
import java.util.stream.Collectors;

import dev.threatcards.analysis.WordTerms;
import dev.threatcards.text.NameKeys;

/**
 * Words of a query with their terms in the fields of the index. Immutable.
 *
 * @param text the words as they were typed, separated by single spaces
 * @param folded their term in {@link dev.threatcards.analysis.CardFields#NAME_FOLDED}, see {@link NameKeys#folded}; empty if they have no
 *     letter and no digit
 * @param terms their terms in the other fields
 */
public record AnalyzedText(String text, String folded, WordTerms terms) {

    /** The text of consecutive words. */
    public static AnalyzedText joined(List<AnalyzedText> words) {
        return words.size() == 1
                ? words.getFirst()
                : new AnalyzedText(words.stream().map(AnalyzedText::text).collect(Collectors.joining(" ")),
                        words.stream().map(AnalyzedText::folded).collect(Collectors.joining()),
                        WordTerms.joined(words.stream().map(AnalyzedText::terms).toList()));
    }

    /** The term in {@link dev.threatcards.analysis.CardFields#NAME_EXACT}. */
    public String exact() {
        return NameKeys.exact(text);
    }

    /** The term in {@link dev.threatcards.analysis.CardFields#label}; the same as {@link dev.threatcards.analysis.CardAnalyzer#key}. */
    public String key() {
        return textTerms().isEmpty() ? exact() : String.join(" ", textTerms());
    }

    /** The terms in {@link dev.threatcards.analysis.CardFields#TEXT}, in order; without stop words and punctuation. */
    public List<String> textTerms() {
        return terms.text();
    }

    /** The terms in {@link dev.threatcards.analysis.CardFields#WORDS} and {@code NAME_WORDS}, in order. */
    public List<String> words() {
        return terms.words();
    }
}
