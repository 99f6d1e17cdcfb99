package dev.threatcards.leads;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    private final Optional<Word> word;

    /**
     * What is known of a word.
     *
     * @param strength what it adds to the score of a card that is about nothing else
     * @param postings the cards that have it
     * @param names the actors that have it in a name
     */
    record Word(double strength, Postings postings, Postings names) {
    }

    /**
     * @param text as it is shown
     * @param terms the terms of the text
     * @param told whether it is a reason by itself; a common word only adds to the score
     * @param generic whether it is a tool that points to nobody
     * @param cards the documents of the actors' cards, in order
     * @param weights what it adds to the score of each
     */
    private Clue(Kind kind, String text, List<String> terms, boolean told, boolean generic, int[] cards,
            double[] weights, Optional<Word> word) {
        this.kind = kind;
        this.text = text;
        this.terms = List.copyOf(terms);
        this.told = told;
        this.generic = generic;
        this.cards = cards;
        this.weights = weights;
        this.word = word;
    }

    /** A clue that weighs the same for each card. */
    static Clue of(Kind kind, String text, List<String> terms, boolean generic, int[] cards, double weight) {
        double[] weights = new double[cards.length];
        Arrays.fill(weights, weight);
        return new Clue(kind, text, terms, true, generic, cards, weights, Optional.empty());
    }

    /** A word of the text, with its weight for each card that has it. */
    static Clue ofWord(String spelling, String term, boolean told, Word word, double[] weights) {
        return new Clue(Kind.WORD, spelling, List.of(term), told, false, word.postings.cards(), weights,
                Optional.of(word));
    }

    /** Words that mean nearly what words of the text do. They only add to the score. */
    static Clue ofRelated(List<String> terms, int[] cards, double[] weights) {
        return new Clue(Kind.WORD, String.join(" ", terms), terms, false, false, cards, weights, Optional.empty());
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

    boolean generic() {
        return generic;
    }

    /** What is known of the word, if it is a word of the text. */
    Optional<Word> word() {
        return word;
    }

    /** Whether it is a reason for the actor by itself. A word of the actor's own names is none: named actors are listed apart. */
    boolean tells(int card) {
        return told && weight(card) > 0 && word.map(Word::names).map(names -> names.frequency(card)).orElse(0) == 0;
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
