package dev.threatcards.index;

/** A text and the terms that its words became in {@link CardFields#TEXT}, with where they stand. Immutable. */
public final class AnalyzedText {

    private final String text;
    private final PlacedTerms terms;

    private AnalyzedText(String text, PlacedTerms terms) {
        this.text = text;
        this.terms = terms;
    }

    /**
     * Analyses a text.
     *
     * @param longest characters that are looked through; what follows has no terms
     */
    static AnalyzedText of(String text, int longest) {
        return new AnalyzedText(text, KnownWords.terms(text.length() > longest ? text.substring(0, longest) : text));
    }

    /** The text as it was. */
    public String text() {
        return text;
    }

    /** How many terms there are, each as often as it occurs. */
    public int size() {
        return terms.size();
    }

    /**
     * The term at a place.
     *
     * @param place from 0 to {@link #size} - 1, in the order of the text
     */
    public String term(int place) {
        return terms.term(place);
    }

    /** Where the words of the term begin, as an offset into {@link #text}. */
    public int start(int place) {
        return terms.start(place);
    }

    /** Where they end, exclusive. */
    public int end(int place) {
        return terms.end(place);
    }
}
