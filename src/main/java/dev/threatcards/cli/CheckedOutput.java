package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Optional;

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
}
