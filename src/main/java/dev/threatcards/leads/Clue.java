package dev.threatcards.leads;

import java.util.Arrays;
import java.util.List;

import dev.threatcards.result.Leads.Kind;

/**
 * Something that a text has in common with the cards of some actors.
 *
 * @param text as it is shown
 * @param terms the terms of the text
 * @param told whether it is a reason by itself; a common word only adds to the score
 * @param generic whether it is a tool that too many actors use to point to one
 * @param cards the documents of the actors' cards, in order
 * @param weights what it adds to the score of each
 */
record Clue(Kind kind, String text, List<String> terms, boolean told, boolean generic, int[] cards, double[] weights) {

    /** A clue that weighs the same for each card. */
    static Clue of(Kind kind, String text, List<String> terms, boolean generic, int[] cards, double weight) {
        double[] weights = new double[cards.length];
        Arrays.fill(weights, weight);
        return new Clue(kind, text, terms, true, generic, cards, weights);
    }

    /** What it adds to the score of a card; 0 if the card does not have it. */
    double weight(int card) {
        int at = Arrays.binarySearch(cards, card);
        return at < 0 ? 0 : weights[at];
    }
}
