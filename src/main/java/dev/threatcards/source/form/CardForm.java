package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;

/** Reads cards in one form. */
public interface CardForm {

    /** Whether content that begins with {@code head} is in this form. */
    boolean recognises(String head);

    /**
     * Reads every card. What cannot be read is passed to {@link CardSink#reject}.
     *
     * @param content UTF-8 without a byte order mark
     * @param location the file or address, for decks and rejects
     * @throws IOException if {@code content} cannot be read
     */
    void read(InputStream content, String location, CardSink sink) throws IOException;

    /**
     * A reader of files that are read together, such as those of a folder or of a run, for forms in which a file may say something of what
     * is in another file. It is not thread-safe, and may keep cards back until {@link #finish}. Other forms return themselves.
     */
    default CardForm together() {
        return this;
    }

    /** Passes the cards that were kept back, after the last file. */
    default void finish(CardSink sink) {
        // Most forms keep nothing back.
    }
}
