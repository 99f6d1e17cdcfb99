package dev.threatcards.leads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.index.TokenizedText;

/** The terms of a text, of a very long one those of its first 200,000 characters. Immutable. */
final class TextTerms {

    /** A text with more distinct words is long. */
    private static final int LONG = 60;

    private static final double MOST_REPEATED = 4;

    private final List<String> all;
    private final List<String> content = new ArrayList<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    TextTerms(String text) {
        TokenizedText tokens = TokenizedText.of(text);
        all = tokens.terms();
        for (int token = 0; token < all.size(); token++) {
            String term = all.get(token);
            if (!TextAnalyzer.isFunctionWord(term)) {
                content.add(term);
                counts.merge(term, 1, Integer::sum);
                spellings.putIfAbsent(term, tokens.text().substring(tokens.start(token), tokens.end(token)));
            }
        }
    }

    /** All terms in their order. */
    List<String> all() {
        return all;
    }

    /** The terms in their order, without words that only hold a sentence together. */
    List<String> content() {
        return content;
    }

    /**
     * The power of a word's rarity in its weight. The longer a text, the more of its words are on any card by chance, and the more it has to
     * tell that a word is rare.
     */
    double emphasis() {
        return spellings.size() > LONG ? 2 : 1.2;
    }

    /** How much more a term weighs because the text repeats it: 1 if it does not, less than {@value #MOST_REPEATED}. */
    double repetition(String term) {
        int count = counts.getOrDefault(term, 0);
        return MOST_REPEATED * count / (count + MOST_REPEATED - 1);
    }

    /** Each of {@link #content} once, with the text's first spelling of it. */
    Map<String, String> spellings() {
        return spellings;
    }
}
