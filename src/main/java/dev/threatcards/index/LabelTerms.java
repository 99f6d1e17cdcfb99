package dev.threatcards.index;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Prose;

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

    /**
     * What became of a label.
     *
     * @param text as a reader sees it
     * @param terms in {@link CardFields#TEXT}
     * @param key see {@link CardAnalyzer#key}; of the label as it is on the card
     * @param folded see {@link NameKeys#folded}
     */
    public record Label(String text, Set<String> terms, String key, String folded) {
    }

    /**
     * What becomes of a label.
     *
     * @param label as it is on the card
     */
    public Label of(String label) {
        Label known = labels.get(label);
        if (known != null) {
            return known;
        }
        String plain = Prose.plain(label);
        List<String> terms = CardAnalyzer.terms(CardFields.TEXT, plain);
        String key = plain.equals(label) ? CardAnalyzer.key(label, terms) : CardAnalyzer.key(label);
        Label made = new Label(plain, Set.copyOf(terms), key, NameKeys.folded(label));
        if (label.length() <= LONGEST) {
            if (labels.size() >= MOST) {
                labels.clear();
            }
            labels.put(label, made);
        }
        return made;
    }
}
