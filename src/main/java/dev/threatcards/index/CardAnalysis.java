package dev.threatcards.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.analysis.Tokens;

/**
 * Analyses a text once for all fields that have it: the words as they are written, and what {@link TextAnalyzer} makes of them. For
 * use by one thread.
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

    /** Labels that are kept: more than the real deck has; past it all are forgotten and begun anew. */
    private static final int MOST = 20_000;

    /** Longer texts are no labels, and are not kept. */
    private static final int LONGEST = 100;

    private final Map<String, Analyzed> labels = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    private final Tokens.Replay words;
    private final Tokens.Replay indexed;
    private final TokenStream text;

    CardAnalysis() {
        words = new Tokens.Replay(Tokens.NONE);
        indexed = new Tokens.Replay(Tokens.NONE);
        text = TextAnalyzer.ofWords(words);
    }

    Analyzed of(String value) throws IOException {
        Tokens split = Tokens.of(CardAnalyzer.INSTANCE.tokenStream(CardFields.WORDS, value));
        words.play(split);
        return new Analyzed(split, Tokens.of(text));
    }

    /** The same of a label, which is kept: cards have the same ones time and again. */
    Analyzed ofLabel(String label) throws IOException {
        Analyzed known = labels.get(label);
        if (known == null) {
            known = of(label);
            keep(label, known, labels);
        }
        return known;
    }

    /** The same as {@link CardAnalyzer#key}. */
    String key(String label) throws IOException {
        String known = keys.get(label);
        if (known == null) {
            known = CardAnalyzer.key(label, ofLabel(label).text().terms());
            keep(label, known, keys);
        }
        return known;
    }

    /** A field with those tokens, to be indexed by this thread: its fields share one stream, since they are read one by one. */
    Field field(String name, Tokens tokens, FieldType type) {
        return new Field(name, indexed, type) {
            @Override
            public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
                indexed.play(tokens);
                return indexed;
            }
        };
    }

    private static <T> void keep(String label, T what, Map<String, T> kept) {
        if (label.length() <= LONGEST) {
            if (kept.size() >= MOST) {
                kept.clear();
            }
            kept.put(label, what);
        }
    }
}
