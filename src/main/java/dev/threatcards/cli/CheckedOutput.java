package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import dev.threatcards.text.IoReason;

/** Standard output that remembers why it could not be written, which a {@link java.io.PrintWriter} would not report. */
final class CheckedOutput extends FilterOutputStream {

    private Optional<IOException> failure = Optional.empty();

    CheckedOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    /** The first failure; empty as long as there is none. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[]{(byte) value}, 0, 1);
    }

    /** Output could not be written; the message is a sentence for the user. */
    static final class OutputException extends RuntimeException {

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
}
