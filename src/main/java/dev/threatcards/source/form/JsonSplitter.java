package dev.threatcards.source.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds where the values of a JSON text begin and end, by its brackets and quotes alone, and gives each as bytes. A value that is
 * no JSON in itself (invalid UTF-8, raw control characters, {@code NaN}, brackets nested too deep) does not cost those after it.
 *
 * <p>Of brackets that do not match, an inner one that is missing is closed by the next outer one, so that a value ends where its
 * own bracket does. An object at the outermost level whose bracket is missing ends at the next one that begins where a key
 * should be.
 *
 * <p>For use by one thread.
 */
final class JsonSplitter {

    /** The largest value that is kept, in bytes; the largest card of the real decks has some 300,000. */
    static final int LARGEST = 16 << 20;

    /** How deep brackets are told apart; deeper ones are counted. No value that is so deep is read. */
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

    /** How a value came to its end. */
    enum Ending {
        /** By its own bracket, quote or delimiter. */
        WHOLE,
        /** It is whole, and larger than {@link #LARGEST}; its bytes were not kept. */
        TOO_LARGE,
        /** By the end of what it stands in, or by the beginning of the next: a bracket or a quote is missing. */
        UNCLOSED,
        /** By the end of the content. */
        CUT
    }

    /** A value, as bytes that its reader may keep. */
    static final class Value {
        private final byte[] bytes;
        private final long start;
        private final int line;
        private final Ending ending;

        private Value(byte[] bytes, long start, int line, Ending ending) {
            this.bytes = bytes;
            this.start = start;
            this.line = line;
            this.ending = ending;
        }

        byte[] bytes() {
            return bytes;
        }

        /** The place of its first byte, counted from 0. */
        long start() {
            return start;
        }

        /** The line that it begins on, counted from 1. */
        int line() {
            return line;
        }

        Ending ending() {
            return ending;
        }
    }

    /**
     * @param content JSON in UTF-8; a byte order mark is passed over
     * @param most as many bytes are read, see {@link #hasExceeded}
     */
    JsonSplitter(InputStream content, long most) throws IOException {
        this.content = content;
        this.most = most;
        while (end < 3 && fill()) {
            // The mark may come in pieces.
        }
        at = end >= 3 && (buffer[0] & 0xFF) == 0xEF && (buffer[1] & 0xFF) == 0xBB && (buffer[2] & 0xFF) == 0xBF ? 3 : 0;
    }

    /** The place of the next byte, counted from 0. */
    long position() {
        return before + at;
    }

    /** The line of the next byte, counted from 1. */
    int line() {
        return line;
    }

    /** Whether there was more than may be read. */
    boolean hasExceeded() {
        return exceeded;
    }

    /** Reads more behind what is in the buffer; false at the end. */
    private boolean fill() throws IOException {
        if (before + end >= most) {
            exceeded = exceeded || content.read() >= 0;
            return false;
        }
        int read = content.read(buffer, end, (int) Math.min(buffer.length - end, most - before - end));
        end += Math.max(read, 0);
        return read > 0;
    }

    /** The next byte, which stays the next; -1 at the end. */
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

    /** The next byte after white space, which stays the next; -1 at the end. */
    int peek() throws IOException {
        int next = look();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
            take();
            next = look();
        }
        return next;
    }

    /** Passes the next byte over, if it is that one after white space. */
    boolean skip(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        take();
        return true;
    }

    /** Passes over what is left of the line. */
    void skipLine() throws IOException {
        int next = take();
        while (next >= 0 && next != '\n') {
            next = take();
        }
    }

    /**
     * The value that begins after white space.
     *
     * @param lines whether a line that begins with a brace is always another value
     */
    Value value(boolean lines) throws IOException {
        int first = peek();
        Scan scan = new Scan(position(), line, lines);
        if (first == '{' || first == '[') {
            return scan.nested();
        }
        return first == '"' ? scan.text() : scan.scalar();
    }

    /** One value being passed over. */
    private final class Scan {
        private final long start;
        private final int startLine;
        private final boolean lines;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private byte[] open = new byte[64];
        private int depth;
        private int deeper;
        private boolean mismatched;
        // The last byte that is no white space.
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

        /** Closes what the bracket is of, and what was left open in it; false if it is of nothing in this value. */
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
