package dev.threatcards.index;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@link CardAnalyzer} makes of names and labels, kept, since the cards that are found have the same ones time and again.
 * Safe for use by several threads.
 */
public final class LabelTerms {

    /** More than the real deck has; past it all are forgotten and begun anew. */
    private static final int MOST = 50_000;

    /** Longer texts are no labels, and are not kept. */
    private static final int LONGEST = 100;

    private final ConcurrentHashMap<String, Label> labels = new ConcurrentHashMap<>();

    private record Label(Set<String> terms, String key) {
    }

    /** The terms of the label in {@link CardFields#TEXT}. */
    public Set<String> terms(String label) {
        return of(label).terms;
    }

    /** The same as {@link CardAnalyzer#key}. */
    public String key(String label) {
        return of(label).key;
    }

    private Label of(String text) {
        Label known = labels.get(text);
        if (known != null) {
            return known;
        }
        List<String> terms = CardAnalyzer.terms(CardFields.TEXT, text);
        Label label = new Label(Set.copyOf(terms), CardAnalyzer.key(text, terms));
        if (text.length() <= LONGEST) {
            if (labels.size() >= MOST) {
                labels.clear();
            }
            labels.put(text, label);
        }
        return label;
    }
}
