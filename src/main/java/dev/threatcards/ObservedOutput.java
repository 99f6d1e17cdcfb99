package dev.threatcards;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output that remembers how it failed, which tells its failures from those of what is read meanwhile. */
final class ObservedOutput extends FilterOutputStream {

    private interface Writing {
        void write() throws IOException;
    }

    private IOException failure;

    ObservedOutput(OutputStream out) {
        super(out);
    }

    /** Throws what the output threw, if it did. */
    void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private void remembering(Writing writing) throws IOException {
        try {
            writing.write();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        remembering(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        remembering(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        remembering(out::flush);
    }
}
