package dev.threatcards.index;

import java.util.concurrent.atomic.AtomicInteger;

import dev.threatcards.card.WellFormedText;

/**
 * A text of a card, in which terms are looked for. If that is done time and again it is analysed whole, and what it became
 * is kept. Safe for use by several threads.
 */
public final class CardText {

    /** The longest text looked through, in characters; no card of the real deck comes near it. */
    private static final int LONGEST = 200_000;

    /** To find all terms takes as long as to find a few so many times. */
    static final int FEW = 8;

    private final String text;
    private final AtomicInteger asks = new AtomicInteger();
    // By two threads at once it is made twice, and is the same.
    private volatile PlacedTerms all;
    private volatile Sentences sentences;

    CardText(String text) {
        this.text = text;
    }

    /** The text as a reader sees it. */
    public String text() {
        return text;
    }

    /** Its sentences. */
    public Sentences sentences() {
        Sentences known = sentences;
        if (known == null) {
            known = new Sentences(text);
            sentences = known;
        }
        return known;
    }

    /** Those of its terms that are wanted, in order, and where they stand in it. */
    public PlacedTerms places(WantedTerms wanted) {
        if (all == null && asks.incrementAndGet() > FEW) {
            all = KnownWords.terms(text, length(), WantedTerms.ALL);
        }
        return all == null ? KnownWords.terms(text, length(), wanted) : all.only(wanted);
    }

    private int length() {
        return text.length() <= LONGEST ? text.length() : WellFormedText.boundary(text, LONGEST);
    }
}
