package dev.threatcards.index;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Prose;

/**
 * What {@link CardAnalyzer} makes of names and labels, kept, since the cards that are found have the same ones time and again.
 * Safe for use by several threads.
 */
public final class LabelTerms {

    /** What a label takes with its terms and keys, in bytes. */
    private static final int SIZE = 600;

    /** More than the real deck has; past it all are forgotten and begun anew. */
    private static final int MOST = CacheBudget.LABELS.entries(SIZE, 50_000);

    /** Longer texts are no labels, and are not kept. */
    private static final int LONGEST = 100;

    private final ConcurrentHashMap<String, Label> labels = new ConcurrentHashMap<>();

    /** What becomes of a label: its terms and keys are made when they are first asked for. Safe for use by several threads. */
    public static final class Label {

        private final String label;
        private final String text;
        private final int firstLetters;
        // By two threads at once they are made twice, and are the same.
        private volatile List<String> terms;
        private volatile String key;
        private volatile String folded;

        private Label(String label) {
            this.label = label;
            this.text = Prose.plain(label);
            this.firstLetters = KnownWords.firstLetters(text);
        }

        /** The label as a reader sees it. */
        public String text() {
            return text;
        }

        /** False only if none of its terms is wanted: told by the first letters of its words. */
        public boolean mayHave(WantedTerms wanted) {
            return wanted.mayBegin(firstLetters);
        }

        /** Its terms in {@link CardFields#TEXT}, in order. */
        public List<String> terms() {
            List<String> made = terms;
            if (made == null) {
                made = CardAnalyzer.terms(CardFields.TEXT, text);
                terms = made;
            }
            return made;
        }

        /** See {@link CardAnalyzer#key}; of the label as it is on the card. */
        public String key() {
            String made = key;
            if (made == null) {
                made = text.equals(label) ? CardAnalyzer.key(label, terms()) : CardAnalyzer.key(label);
                key = made;
            }
            return made;
        }

        /** See {@link NameKeys#folded}. */
        public String folded() {
            String made = folded;
            if (made == null) {
                made = NameKeys.folded(label);
                folded = made;
            }
            return made;
        }
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
        Label made = new Label(label);
        if (label.length() <= LONGEST) {
            if (labels.size() >= MOST) {
                labels.clear();
            }
            labels.put(label, made);
        }
        return made;
    }
}
