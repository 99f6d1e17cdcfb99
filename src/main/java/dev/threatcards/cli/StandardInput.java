package dev.threatcards.cli;

import java.io.IOException;
import java.io.PrintWriter;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.TextDecoder;

/** Text that is piped into the program or named to it. */
final class StandardInput {

    private static final String NAME = "standard input";

    private StandardInput() {
    }

    /**
     * All of what is piped in, see {@link #text(byte[], String, PrintWriter)}.
     *
     * @throws SourceException if it cannot be read, or is no text
     */
    static String text(PrintWriter err) {
        try {
            return text(System.in.readAllBytes(), NAME, err);
        } catch (IOException e) {
            throw new SourceException("Cannot read " + NAME + ": " + e.getMessage() + ".");
        }
    }

    /**
     * The bytes as text without a byte order mark, in the encoding that they show; one that is assumed is told.
     *
     * @param source what they are from
     * @throws SourceException if they are no text
     */
    static String text(byte[] bytes, String source, PrintWriter err) {
        TextDecoder.Decoded decoded = TextDecoder.decode(bytes, source);
        if (decoded.assumed()) {
            err.println("threat-cards: " + Printable.text(source) + " is not in UTF-8, and was read as "
                    + decoded.encoding() + ".");
        }
        return decoded.text();
    }
}
