package dev.threatcards.report;

import java.io.IOException;

import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/**
 * The bytes of a PDF. PDFBox decompresses a stream whole while it reads it from here, so that a decompression bomb shows in what is
 * allocated between two reads that follow each other; such a read fails. Not thread-safe.
 */
final class BoundedBytes implements RandomAccessRead {

    /** How many bytes are read between two checks; deflated, they give at most a thousand times as many. */
    private static final int CHECKED = 4096;

    private final byte[] content;
    private final PdfBounds bounds;
    private int position;
    private boolean closed;
    private int last = -1;
    private long before;
    private int unchecked;

    BoundedBytes(byte[] content, PdfBounds bounds) {
        this.content = content;
        this.bounds = bounds;
    }

    private void check(int length) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        bounds.requireKept();
        if (position != last) {
            before = bounds.allocated();
            unchecked = 0;
        }
        unchecked += length;
        last = position + length;
        if (unchecked >= CHECKED) {
            unchecked = 0;
            bounds.requireTime();
            bounds.requireMemory(before);
        }
    }

    @Override
    public int read() throws IOException {
        check(1);
        return position < content.length ? content[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        // Small pieces, so that a bomb is seen early.
        int read = Math.min(Math.min(length, CHECKED), content.length - position);
        check(Math.max(read, 0));
        if (read <= 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(content, position, bytes, offset, read);
        position += read;
        return read;
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public void seek(long wanted) throws IOException {
        if (wanted < 0) {
            throw new IOException("negative position " + wanted);
        }
        position = (int) Math.min(wanted, content.length);
    }

    @Override
    public long length() {
        return content.length;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isEOF() {
        return position >= content.length;
    }

    @Override
    public RandomAccessReadView createView(long start, long length) {
        return new RandomAccessReadView(this, start, length);
    }

    @Override
    public void close() {
        closed = true;
    }
}
