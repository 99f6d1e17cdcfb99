package dev.threatcards.source;

/** A card that cannot be used; the message is the reason, as a sentence. */
final class BadCard extends Exception {

    private static final long serialVersionUID = 1L;

    BadCard(String reason) {
        super(reason);
    }
}
