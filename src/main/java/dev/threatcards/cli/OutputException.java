package dev.threatcards.cli;

import java.io.IOException;
import java.util.Locale;

import dev.threatcards.text.IoReason;

/** Output could not be written; the message is a sentence for the user. */
final class OutputException extends RuntimeException {

    private final boolean brokenPipe;

    /** @param where a file, or standard output */
    OutputException(String where, IOException cause) {
        super("Cannot write to " + where + ": " + IoReason.of(cause) + ".", cause);
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        this.brokenPipe = message.toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    /** Whether the reader closed the pipe, as {@code head} does; that is not reported. */
    boolean isBrokenPipe() {
        return brokenPipe;
    }
}
