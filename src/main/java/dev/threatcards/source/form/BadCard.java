package dev.threatcards.source.form;

import dev.threatcards.text.WellFormedText;

/** Thrown for a card that cannot be read. The message is the reason, as a sentence. */
public final class BadCard extends Exception {

    /** The longest reason, in characters. Longer ones, which may quote the source, are truncated. */
    private static final int LONGEST = 300;

    BadCard(String reason) {
        super(WellFormedText.cut(WellFormedText.of(reason), LONGEST + 1));
    }
}
