package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;

/** A form that cards come in. */
interface Form {

    /** Whether content that begins with {@code head} is of this form; its name is never asked. */
    boolean recognises(String head);

    /**
     * Reads every card of {@code content}. A card that cannot be used goes to {@link CardSink#reject}; so does the rest of
     * a content that breaks off.
     *
     * @param origin the source as the user named it, for the deck
     * @param location the file, for rejects
     * @throws IOException if the bytes cannot be had
     */
    void read(InputStream content, String origin, String location, CardSink sink) throws IOException;
}
