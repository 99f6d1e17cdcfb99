package dev.threatcards.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.analysis.Tokens;
import dev.threatcards.text.NameKeys;

/**
 * Words of a query with their terms in the fields of the index. A word is tokenized once; its terms in {@link CardFields#TEXT} are derived
 * from its tokens, and the terms of a run from those of its words. Immutable.
 *
 * @param text the words as they were typed, separated by single spaces
 * @param folded their term in {@link CardFields#NAME_FOLDED}, see {@link NameKeys#folded}; empty if they have no letter and no digit
 * @param split their tokens in {@link CardFields#WORDS} and {@link CardFields#NAME_WORDS}
 * @param tokens their tokens in {@link CardFields#TEXT} and {@link CardFields#LABELS}; without stop words and punctuation
 */
public record AnalyzedText(String text, String folded, Tokens split, Tokens tokens) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /**
     * Analyzes each of the words once.
     *
     * @param words words without white space
     * @param analyzer tokenizes {@link CardFields#WORDS}
     */
    static Map<String, AnalyzedText> each(Set<String> words, Analyzer analyzer) {
        Tokens.Replay replay = new Tokens.Replay();
        TokenStream text = TextAnalyzer.ofWords(replay);
        Map<String, AnalyzedText> each = new HashMap<>();
        for (String word : words) {
            Tokens split = Tokens.of(analyzer.tokenStream(CardFields.WORDS, word));
            replay.play(split);
            each.put(word, new AnalyzedText(word, NameKeys.folded(word), split, Tokens.of(text)));
        }
        return each;
    }

    /** Analyzes a text by itself; empty for one without words. */
    public static AnalyzedText of(String text) {
        List<String> words = WHITE_SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
        Map<String, AnalyzedText> each = each(Set.copyOf(words), CardAnalyzer.INSTANCE);
        return joined(words.stream().map(each::get).toList());
    }

    /** The text of consecutive words. A synonym of several of them is found. */
    public static AnalyzedText joined(List<AnalyzedText> words) {
        if (words.size() == 1) {
            return words.getFirst();
        }
        Tokens split = Tokens.joined(words.stream().map(AnalyzedText::split).toList());
        Tokens tokens;
        if (words.stream().skip(1).anyMatch(AnalyzedText::continuesSynonym)) {
            Tokens.Replay replay = new Tokens.Replay();
            replay.play(split);
            tokens = Tokens.of(TextAnalyzer.ofWords(replay));
        } else {
            tokens = Tokens.joined(words.stream().map(AnalyzedText::tokens).toList());
        }
        return new AnalyzedText(words.stream().map(AnalyzedText::text).collect(Collectors.joining(" ")),
                words.stream().map(AnalyzedText::folded).collect(Collectors.joining()), split, tokens);
    }

    private boolean continuesSynonym() {
        return !words().isEmpty() && TextAnalyzer.continuesSynonym(words().getFirst());
    }

    /** The term in {@link CardFields#NAME_EXACT}. */
    public String exact() {
        return NameKeys.exact(text);
    }

    /** The term in {@link CardFields#label}; the same as {@link dev.threatcards.analysis.CardAnalyzer#key}. */
    public String key() {
        return textTerms().isEmpty() ? exact() : String.join(" ", textTerms());
    }

    /** The terms of {@link #tokens}, in order. */
    public List<String> textTerms() {
        return tokens.terms();
    }

    /** The terms of {@link #split}, in order. */
    public List<String> words() {
        return split.terms();
    }
}
