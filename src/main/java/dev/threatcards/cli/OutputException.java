package dev.threatcards.cli;

import java.io.IOException;
import java.util.Locale;

import dev.threatcards.text.IoReason;

/** Output that could not be written; the message is a sentence for the person who waits for it. */
final class OutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean brokenPipe;

    /**
     * @param where a file, or standard output
     */
    OutputException(String where, IOException cause) {
        super("Cannot write to " + where + ": " + IoReason.of(cause) + ".", cause);
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        this.brokenPipe = message.toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    /** Whether a reader, such as {@code head}, had enough: nothing to complain about. */
    boolean isBrokenPipe() {
        return brokenPipe;
    }
}
