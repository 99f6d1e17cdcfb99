package dev.threatcards.leads;

import java.util.Arrays;
import java.util.List;

import dev.threatcards.result.Leads.Kind;

/** Something that a text has in common with the cards of some actors. The arrays are not modified. */
final class Clue {

    private final Kind kind;
    private final String text;
    private final List<String> terms;
    private final boolean told;
    private final boolean generic;
    private final int[] cards;
    private final double[] weights;

    /**
     * @param text as it is shown
     * @param terms the terms of the text
     * @param told whether it is a reason by itself; a common word only adds to the score
     * @param generic whether it is a tool that too many actors use to point to one
     * @param cards the documents of the actors' cards, in order
     * @param weights what it adds to the score of each
     */
    private Clue(Kind kind, String text, List<String> terms, boolean told, boolean generic, int[] cards,
            double[] weights) {
        this.kind = kind;
        this.text = text;
        this.terms = List.copyOf(terms);
        this.told = told;
        this.generic = generic;
        this.cards = cards;
        this.weights = weights;
    }

    /** A clue that weighs the same for each card. */
    static Clue of(Kind kind, String text, List<String> terms, boolean generic, int[] cards, double weight) {
        double[] weights = new double[cards.length];
        Arrays.fill(weights, weight);
        return new Clue(kind, text, terms, true, generic, cards, weights);
    }

    /** A word, with its weight for each card. */
    static Clue ofWord(String spelling, String term, boolean told, int[] cards, double[] weights) {
        return new Clue(Kind.WORD, spelling, List.of(term), told, false, cards, weights);
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return text;
    }

    List<String> terms() {
        return terms;
    }

    boolean told() {
        return told;
    }

    boolean generic() {
        return generic;
    }

    /** The number of actors that have it. */
    int actors() {
        return cards.length;
    }

    /** Adds the weights to the scores of the cards. */
    void addTo(double[] scores) {
        for (int i = 0; i < cards.length; i++) {
            scores[cards[i]] += weights[i];
        }
    }

    /** What it adds to the score of a card; 0 if the card does not have it. */
    double weight(int card) {
        int at = Arrays.binarySearch(cards, card);
        return at < 0 ? 0 : weights[at];
    }
}
