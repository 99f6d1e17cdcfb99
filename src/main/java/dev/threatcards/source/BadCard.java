package dev.threatcards.source;

import dev.threatcards.card.WellFormedText;

/** A card that cannot be used; the message is the reason, as a sentence. */
final class BadCard extends Exception {

    private static final long serialVersionUID = 1L;

    /** The longest reason, in characters: what a source says may be in it. */
    private static final int LONGEST = 300;

    BadCard(String reason) {
        super(WellFormedText.cut(WellFormedText.of(reason), LONGEST + 1));
    }
}
