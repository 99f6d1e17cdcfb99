package dev.threatcards.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;

/**
 * The terms that the fields of the index have for a word or a run of words. A word is tokenized once; its terms in
 * {@link CardFields#TEXT} are derived from its tokens, and the terms of a run from those of its words. Immutable.
 */
public final class WordTerms {

    /** The words that follow the first word of a synonym of several words. */
    private static final Set<String> IN_SYNONYM = TextAnalyzer.expressions().stream()
            .flatMap(expression -> expression.stream().skip(1)).collect(Collectors.toUnmodifiableSet());

    private final List<String> words;
    private final List<String> text;
    /** The position of each term of {@link #text}, and the number of positions. */
    private final int[] positions;

    private WordTerms(List<String> words, List<String> text, int[] positions) {
        this.words = words;
        this.text = text;
        this.positions = positions;
    }

    private WordTerms(List<String> words, Tokens text) {
        this(words, List.copyOf(text.terms()), text.positions());
    }

    /**
     * Analyses each of the words once.
     *
     * @param words words without white space
     * @param analyzer tokenizes {@link CardFields#WORDS}
     */
    public static Map<String, WordTerms> each(Set<String> words, Analyzer analyzer) {
        Map<String, WordTerms> terms = new HashMap<>();
        Tokens.Replay split = new Tokens.Replay(Tokens.NONE);
        TokenStream text = TextAnalyzer.ofWords(split);
        try {
            for (String word : words) {
                Tokens tokens = Tokens.of(analyzer.tokenStream(CardFields.WORDS, word));
                split.play(tokens);
                terms.put(word, new WordTerms(List.copyOf(tokens.terms()), Tokens.of(text)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    /** The terms of words that follow each other. A synonym of several of them is found. */
    public static WordTerms joined(List<WordTerms> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<String> words = parts.stream().flatMap(part -> part.words.stream()).toList();
        if (parts.stream().skip(1).anyMatch(WordTerms::continuesSynonym)) {
            try {
                return new WordTerms(words, Tokens.of(TextAnalyzer.ofWords(new Tokens.Replay(Tokens.of(words)))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<String> text = parts.stream().flatMap(part -> part.text.stream()).toList();
        int[] positions = new int[text.size() + 1];
        int term = 0;
        int start = 0;
        for (WordTerms part : parts) {
            for (int i = 0; i < part.text.size(); i++) {
                positions[term++] = start + part.positions[i];
            }
            start += part.positions[part.text.size()];
        }
        positions[term] = start;
        return new WordTerms(words, text, positions);
    }

    private boolean continuesSynonym() {
        return !words.isEmpty() && IN_SYNONYM.contains(words.getFirst());
    }

    /** The terms in {@link CardFields#WORDS} and {@link CardFields#NAME_WORDS}, in order. */
    public List<String> words() {
        return words;
    }

    /** The terms in {@link CardFields#TEXT} and {@link CardFields#LABELS}, in order. */
    public List<String> text() {
        return text;
    }

    /**
     * The position of a term among the words: a stop word that was dropped leaves a gap.
     *
     * @param term the index of the term in {@link #text}
     */
    public int position(int term) {
        return positions[term];
    }
}
