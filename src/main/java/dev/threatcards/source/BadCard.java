package dev.threatcards.source;

/** A card that cannot be used; the message is the reason, as a sentence. */
final class BadCard extends Exception {

    private static final long serialVersionUID = 1L;

    /** The longest reason, in characters: what a source says may be in it. */
    private static final int LONGEST = 300;

    BadCard(String reason) {
        super(JsonEntry.wellFormed(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…"));
    }
}
