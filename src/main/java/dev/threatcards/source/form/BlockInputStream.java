package dev.threatcards.source.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A filter that reads blocks. A single byte is read as a block of length 1. */
public abstract class BlockInputStream extends FilterInputStream {

    /** A stream of the bytes; it closes {@code bytes} when it is closed. */
    public BlockInputStream(InputStream bytes) {
        super(bytes);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
