package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import dev.threatcards.card.NameKeys;

/** The analyzer of every field of a card, at index and at query time. Safe for use by several threads. */
public final class CardAnalyzer extends DelegatingAnalyzerWrapper {

    /** The one there is: an analyzer keeps its streams by thread. */
    public static final CardAnalyzer INSTANCE = new CardAnalyzer();

    private final Analyzer text = new TextAnalyzer();
    private final Map<String, Analyzer> others = Map.of(CardFields.NAME_WORDS, new NameAnalyzer(), CardFields.WORDS,
            new NameAnalyzer());

    private CardAnalyzer() {
        super(AnalyzerWrapper.PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return others.getOrDefault(field, text);
    }

    /** Far enough that no phrase reaches from one value of a field into the next. */
    @Override
    public int getPositionIncrementGap(String field) {
        return 100;
    }

    /** The terms that {@code words} become in {@code field}, in order. */
    public static List<String> terms(String field, String words) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = INSTANCE.tokenStream(field, words)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    /**
     * A label as a key that other spellings of it share: "Iranian" and "Iran" are one. A label that is nothing but a stop
     * word ("IT") is its own key.
     */
    public static String key(String label) {
        return key(label, terms(CardFields.TEXT, label));
    }

    static String key(String label, List<String> terms) {
        String key = String.join(" ", terms);
        return key.isEmpty() ? NameKeys.exact(label) : key;
    }
}
