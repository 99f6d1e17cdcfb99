package dev.threatcards.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.analysis.Tokens;
import dev.threatcards.cache.LruCache;

/**
 * Analyzes a text once for all fields that index it: its words as they are written, the terms that {@link TextAnalyzer} makes of
 * them. For use by one thread.
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

    /** The most labels that are cached, more than the real deck has. */
    private static final int MOST = 20_000;

    /** Longer texts are hardly labels, and are not cached. */
    private static final int LONGEST = 100;

    private final LruCache<String, Analyzed> labels = new LruCache<>(MOST);
    private final Tokens.Replay words = new Tokens.Replay();
    private final Tokens.Replay indexed = new Tokens.Replay();
    private final TokenStream text = TextAnalyzer.ofWords(words);

    Analyzed of(String value) {
        Tokens split = Tokens.of(CardAnalyzer.INSTANCE.tokenStream(CardFields.WORDS, value));
        words.play(split);
        return new Analyzed(split, Tokens.of(text));
    }

    /** Analyzes a label and caches the result, because cards share most of their labels. */
    Analyzed ofLabel(String label) {
        Analyzed known = labels.get(label).orElse(null);
        if (known == null) {
            known = of(label);
            if (label.length() <= LONGEST) {
                labels.put(label, known);
            }
        }
        return known;
    }

    /** The key of a label, see {@link CardAnalyzer#key}. */
    String key(String label) {
        return CardAnalyzer.key(label, ofLabel(label).text().terms());
    }

    /** A field with the tokens. All fields share one stream, because Lucene reads them one after the other. */
    Field field(String name, Tokens tokens, FieldType type) {
        return new Field(name, indexed, type) {
            @Override
            public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
                indexed.play(tokens);
                return indexed;
            }
        };
    }
}
