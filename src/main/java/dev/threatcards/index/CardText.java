package dev.threatcards.index;

/**
 * A text of a card, in which terms are looked for. Who asks a second time will ask again: then it is analysed whole, and what it became is
 * kept. Safe for use by several threads.
 */
public final class CardText {

    /** The longest text looked through, in characters; no card of the real deck comes near it. */
    private static final int LONGEST = 200_000;

    private final String text;
    private volatile boolean wasAsked;
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
        if (all == null && wasAsked) {
            all = KnownWords.terms(text, length(), WantedTerms.ALL);
        }
        wasAsked = true;
        return all == null ? KnownWords.terms(text, length(), wanted) : all.only(wanted);
    }

    private int length() {
        return Math.min(text.length(), LONGEST);
    }
}
