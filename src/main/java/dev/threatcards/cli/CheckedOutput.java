package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Output that remembers that it could not be written. A {@link java.io.PrintWriter} swallows that, and what is written to one
 * looks done on a full disk. For use by one thread.
 */
final class CheckedOutput extends OutputStream {

    private final OutputStream out;
    private Optional<IOException> failure = Optional.empty();

    CheckedOutput(OutputStream out) {
        this.out = out;
    }

    /** Standard output without a buffer; not System.out, which would not tell either. */
    static CheckedOutput standard() {
        return new CheckedOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** Why it could not be written; empty as long as it could. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        failure = failure.or(() -> Optional.of(e));
        return e;
    }
}
