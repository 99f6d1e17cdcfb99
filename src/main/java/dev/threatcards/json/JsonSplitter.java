package dev.threatcards.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a JSON text into values by its brackets and quotes, so that an invalid value (malformed UTF-8, raw control characters,
 * {@code NaN}, brackets nested too deeply) does not affect those after it.
 *
 * <p>A missing inner bracket is closed by the next outer one, so that a value ends at its own bracket. An outermost object without its
 * closing bracket ends where the next object begins in place of a key.
 *
 * <p>Not thread-safe.
 */
public final class JsonSplitter {

    /** The largest value, in bytes. The largest card of the real decks has some 300,000. */
    public static final int LARGEST = 16 << 20;

    /** The depth to which brackets are distinguished. Deeper ones are only counted, because such values are rejected. */
    private static final int DEEPEST = 1 << 16;

    private static final int BUFFER = 64 * 1024;

    private final InputStream content;
    private final long most;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long before;
    private int line = 1;
    private boolean exceeded;

    /** How a value ended. */
    public enum Ending {
        /** By its own bracket, quote or delimiter. */
        WHOLE,
        /** By its own bracket, but it is larger than {@link #LARGEST} and has no bytes. */
        TOO_LARGE,
        /** By the end of its container or the beginning of the next value: a bracket or a quote is missing. */
        UNCLOSED,
        /** By the end of the content. */
        CUT
    }

    /** The bytes of a value. */
    public static final class Value {
        public final byte[] bytes;
        // The offset of the first byte, from 0.
        public final long start;
        // The line of the first byte, from 1.
        public final int line;
        public final Ending ending;

        private Value(byte[] bytes, long start, int line, Ending ending) {
            this.bytes = bytes;
            this.start = start;
            this.line = line;
            this.ending = ending;
        }
    }

    /**
     * @param content JSON in UTF-8, perhaps with a byte order mark
     * @param most the most bytes to read, see {@link #hasExceeded}
     */
    public JsonSplitter(InputStream content, long most) throws IOException {
        this.content = content;
        this.most = most;
        while (end < 3 && fill()) {
            // One read may return fewer bytes than a mark has.
        }
        at = end >= 3 && (buffer[0] & 0xFF) == 0xEF && (buffer[1] & 0xFF) == 0xBB && (buffer[2] & 0xFF) == 0xBF ? 3 : 0;
    }

    /** The offset of the next byte, from 0. */
    public long position() {
        return before + at;
    }

    /** The line of the next byte, from 1. */
    public int line() {
        return line;
    }

    /** Whether the content has more bytes than the limit. */
    public boolean hasExceeded() {
        return exceeded;
    }

    /** Appends to the buffer. Returns false at the end. */
    private boolean fill() throws IOException {
        if (before + end >= most) {
            exceeded = exceeded || content.read() >= 0;
            return false;
        }
        int read = content.read(buffer, end, (int) Math.min(buffer.length - end, most - before - end));
        end += Math.max(read, 0);
        return read > 0;
    }

    /** The next byte, without consuming it; -1 at the end. */
    private int look() throws IOException {
        if (at == end) {
            before += end;
            at = 0;
            end = 0;
            if (!fill()) {
                return -1;
            }
        }
        return buffer[at] & 0xFF;
    }

    private int take() throws IOException {
        int next = look();
        if (next >= 0) {
            at++;
            line += next == '\n' ? 1 : 0;
        }
        return next;
    }

    /** Skips white space. Returns the next byte, without consuming it; -1 at the end. */
    public int peek() throws IOException {
        int next = look();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
            take();
            next = look();
        }
        return next;
    }

    /** Skips white space, and the next byte if it is the wanted one. */
    public boolean skip(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        take();
        return true;
    }

    /** Skips the rest of the line. */
    public void skipLine() throws IOException {
        int next = take();
        while (next >= 0 && next != '\n') {
            next = take();
        }
    }

    /**
     * The next value.
     *
     * @param lines whether a line that begins with a brace always begins a value
     */
    public Value value(boolean lines) throws IOException {
        int first = peek();
        Scan scan = new Scan(position(), line, lines);
        if (first == '{' || first == '[') {
            return scan.nested();
        }
        return first == '"' ? scan.text() : scan.scalar();
    }

    private final class Scan {
        private final long start;
        private final int startLine;
        private final boolean lines;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private byte[] open = new byte[64];
        private int depth;
        private int deeper;
        private boolean mismatched;
        // The last byte that is not white space.
        private int significant;

        Scan(long start, int startLine, boolean lines) {
            this.start = start;
            this.startLine = startLine;
            this.lines = lines;
        }

        Value nested() throws IOException {
            boolean quoted = false;
            boolean escaped = false;
            int last = 0;
            while (true) {
                int next = look();
                if (next < 0) {
                    return end(Ending.CUT);
                }
                if (lines && last == '\n' && next == '{') {
                    return end(Ending.UNCLOSED);
                }
                if (!quoted && next == '{' && significant == ',' && depth == 1 && open[0] == '{') {
                    return end(Ending.UNCLOSED);
                }
                if (!quoted && (next == '}' || next == ']') && !closes(next)) {
                    return end(Ending.UNCLOSED);
                }
                keep(take());
                last = next;
                if (quoted) {
                    quoted = escaped || next != '"';
                    escaped = !escaped && next == '\\';
                } else if (next == '"') {
                    quoted = true;
                } else if (next == '{' || next == '[') {
                    open(next);
                } else if ((next == '}' || next == ']') && depth == 0) {
                    return end(mismatched ? Ending.UNCLOSED : Ending.WHOLE);
                }
                if (next > ' ') {
                    significant = next;
                }
            }
        }

        private void open(int bracket) {
            if (depth == DEEPEST) {
                deeper++;
                return;
            }
            open = depth == open.length ? Arrays.copyOf(open, depth * 2) : open;
            open[depth] = (byte) bracket;
            depth++;
        }

        /** Closes the matching bracket and all open ones within it. Returns false if the value has no matching one. */
        private boolean closes(int bracket) {
            if (deeper > 0) {
                deeper--;
                return true;
            }
            int opening = bracket == '}' ? '{' : '[';
            int level = depth - 1;
            while (level >= 0 && open[level] != opening) {
                level--;
            }
            mismatched = mismatched || level != depth - 1;
            depth = level < 0 ? depth : level;
            return level >= 0;
        }

        Value text() throws IOException {
            keep(take());
            boolean escaped = false;
            while (true) {
                int next = take();
                if (next < 0) {
                    return end(Ending.CUT);
                }
                keep(next);
                if (next == '"' && !escaped) {
                    return end(Ending.WHOLE);
                }
                escaped = !escaped && next == '\\';
            }
        }

        Value scalar() throws IOException {
            int next = look();
            while (next > ' ' && next != ',' && next != '}' && next != ']' && next != ':') {
                keep(take());
                next = look();
            }
            return end(next < 0 ? Ending.CUT : Ending.WHOLE);
        }

        private void keep(int next) {
            if (bytes.size() <= LARGEST) {
                bytes.write(next);
            }
        }

        private Value end(Ending ending) {
            boolean large = ending == Ending.WHOLE && bytes.size() > LARGEST;
            return new Value(large ? new byte[0] : bytes.toByteArray(), start, startLine,
                    large ? Ending.TOO_LARGE : ending);
        }
    }
}
