package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.lucene.analysis.TokenStream;

/**
 * Analyses a text once for all fields that have it: the words as they are written, and from them what {@link TextAnalyzer} makes of
 * words. For use by one thread.
 */
final class CardAnalysis {

    /**
     * The tokens of a text.
     *
     * @param words for {@link CardFields#WORDS} and {@link CardFields#NAME_WORDS}
     * @param text for {@link CardFields#TEXT} and its like
     */
    record Analyzed(Tokens words, Tokens text) {
    }

    private final Tokens.Replay words;
    private final TokenStream text;

    CardAnalysis() {
        try {
            words = new Tokens.Replay(Tokens.of(CardAnalyzer.INSTANCE.tokenStream(CardFields.WORDS, "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text = TextAnalyzer.ofWords(words);
    }

    Analyzed of(String value) throws IOException {
        Tokens split = Tokens.of(CardAnalyzer.INSTANCE.tokenStream(CardFields.WORDS, value));
        words.play(split);
        return new Analyzed(split, Tokens.of(text));
    }
}
