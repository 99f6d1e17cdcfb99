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
}
