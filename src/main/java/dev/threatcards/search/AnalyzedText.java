package dev.threatcards.search;

import java.util.List;
import java.util.stream.Collectors;

import dev.threatcards.card.NameKeys;
import dev.threatcards.index.WordTerms;

/**
 * Words of a query with the terms that the fields of the index have for them. Immutable.
 *
 * @param text the words as they were typed, separated by single spaces
 * @param folded their term in {@link dev.threatcards.index.CardFields#NAME_FOLDED}, see {@link NameKeys#folded}; empty if they have no
 *     letter and no digit
 * @param terms their terms in the other fields
 */
record AnalyzedText(String text, String folded, WordTerms terms) {

    /** Words that follow each other. */
    static AnalyzedText joined(List<AnalyzedText> words) {
        return words.size() == 1
                ? words.getFirst()
                : new AnalyzedText(words.stream().map(AnalyzedText::text).collect(Collectors.joining(" ")),
                        words.stream().map(AnalyzedText::folded).collect(Collectors.joining()),
                        WordTerms.joined(words.stream().map(AnalyzedText::terms).toList()));
    }

    /** The term in {@link dev.threatcards.index.CardFields#NAME_EXACT}. */
    String exact() {
        return NameKeys.exact(text);
    }

    /** The term in {@link dev.threatcards.index.CardFields#label}; the same as {@link dev.threatcards.index.CardAnalyzer#key}. */
    String key() {
        return textTerms().isEmpty() ? exact() : String.join(" ", textTerms());
    }

    /** The terms in {@link dev.threatcards.index.CardFields#TEXT}, in order; none of stop words and signs. */
    List<String> textTerms() {
        return terms.text();
    }

    /** The terms in {@link dev.threatcards.index.CardFields#WORDS} and {@code NAME_WORDS}, in order. */
    List<String> words() {
        return terms.words();
    }
}
