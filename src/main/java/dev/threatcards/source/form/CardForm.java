package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;

/** A form that cards come in. */
public interface CardForm {

    /** Whether content that begins with {@code head} is of this form; its name is never asked. */
    boolean recognises(String head);

    /** Whether content of this form is in UTF-8 by its definition, as JSON is. */
    default boolean isUtf8() {
        return false;
    }

    /**
     * Reads every card of {@code content}. A card that cannot be used goes to {@link CardSink#reject}; so does the rest of
     * a content that breaks off.
     *
     * @param content in UTF-8, without a byte order mark
     * @param location the file or address, for the deck and for rejects
     * @throws IOException if the bytes cannot be had
     */
    void read(InputStream content, String location, CardSink sink) throws IOException;
}
