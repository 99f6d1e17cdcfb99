package dev.threatcards.analysis;

import java.util.List;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

import dev.threatcards.text.NameKeys;

/** Analyzes every field of a card, at index and at query time. Thread-safe. */
public final class CardAnalyzer extends DelegatingAnalyzerWrapper {

    /** Shared, because an analyzer keeps a token stream for each thread. */
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

    /** Keeps a phrase from matching across two values of a field. */
    @Override
    public int getPositionIncrementGap(String field) {
        return 100;
    }

    /** The terms of a value of a field, in order. */
    public static List<String> terms(String field, String value) {
        return Tokens.of(INSTANCE.tokenStream(field, value)).terms();
    }

    /**
     * The key of a label, which is the same for its other spellings: "Iranian" and "Iran". A label without terms, which is a stop word
     * ("IT") or has neither letters nor digits, has its exact name key.
     */
    public static String key(String label) {
        return key(label, terms(CardFields.TEXT, label));
    }

    /** How the {@link #key} of every label starts that has this beginning: its words, of which the last may be incomplete. */
    public static String keyPrefix(String beginning) {
        String words = String.join(" ", terms(CardFields.WORDS, beginning));
        return words.isEmpty() ? NameKeys.exact(beginning) : words;
    }

    /** The term under which a label is indexed as a whole: its terms in their order. */
    public static String key(String label, List<String> terms) {
        String key = String.join(" ", terms);
        return key.isEmpty() ? NameKeys.exact(label) : key;
    }
}
