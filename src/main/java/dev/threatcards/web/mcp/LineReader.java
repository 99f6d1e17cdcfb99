package dev.threatcards.web.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines of bytes and holds at most one, up to a bound. For use by one thread. */
final class LineReader {

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 13];
    private int from;
    private int to;
    private boolean skipping;

    /**
     * @param longest the bound of a line, in bytes
     */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line without its line feed; the last one may lack it.
     *
     * @return null at the end. As soon as a line is longer than the bound, its beginning, a byte longer than the bound; the rest
     *         of it is skipped by the next call
     */
    byte[] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            boolean complete = end < to;
            if (!skipping) {
                line.write(buffer, from, Math.min(end - from, longest + 1 - line.size()));
            }
            from = complete ? end + 1 : end;
            if ((complete && !skipping) || line.size() > longest) {
                skipping = !complete;
                return line.toByteArray();
            }
            skipping &= !complete;
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    /** Whether there is a byte in the buffer, read if need be. */
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return from < to;
    }
}
