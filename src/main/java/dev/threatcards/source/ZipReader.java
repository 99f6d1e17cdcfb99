package dev.threatcards.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;

import dev.threatcards.source.form.BlockInputStream;

/**
 * Reads a zip from its beginning, and checks it against the central directory at its end, which has the number of files and tells
 * which of them are symbolic links. Without it the zip was cut; with another number, a file's header is damaged and the files after
 * it were not found.
 */
final class ZipReader extends ZipInputStream {

    /** The size of the end record without its comment, in bytes, and of the longest comment. */
    private static final int END = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;

    /** The offset of the number of files in the end record; two bytes, little-endian. */
    private static final int FILES = 10;

    /** The longest central directory that is searched for links, in bytes. */
    private static final int LONGEST_LIST = 8 << 20;

    /** The size of an entry of the central directory up to its name, and offsets in it. */
    private static final int ENTRY = 46;
    private static final int MADE_BY = 5;
    private static final int NAME_LENGTH = 28;
    private static final int EXTRA_LENGTH = 30;
    private static final int COMMENT_LENGTH = 32;
    private static final int MODE = 40;

    private static final int UNIX = 3;
    private static final int KIND = 0xF000;
    private static final int LINK = 0xA000;

    private final Recent recent;

    ZipReader(InputStream bytes) {
        this(new Recent(bytes));
    }

    private ZipReader(Recent recent) {
        super(recent, StandardCharsets.UTF_8);
        this.recent = recent;
    }

    /** Keeps the bytes read last: the central directory begins within what is read ahead of the last file's end. */
    private static final class Recent extends BlockInputStream {
        private final byte[] last = new byte[4096];
        private int size;

        Recent(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            int keep = Math.min(Math.max(read, 0), last.length);
            int shift = Math.max(0, size + keep - last.length);
            System.arraycopy(last, shift, last, 0, size - shift);
            size -= shift;
            System.arraycopy(bytes, offset + Math.max(read, 0) - keep, last, size, keep);
            size += keep;
            return read;
        }

        /** At most that many of the bytes that follow. */
        byte[] rest(int most) throws IOException {
            return in.readNBytes(most);
        }

        byte[] bytes() {
            return Arrays.copyOf(last, size);
        }
    }

    /**
     * Reads what follows the last file and checks it.
     *
     * @param files how many there were
     * @return the names of those that are symbolic links
     * @throws IOException if it is cut, or has another number of files
     */
    Set<String> finish(int files) throws IOException {
        byte[] list = joined(recent.bytes(), recent.rest(LONGEST_LIST));
        byte[] more = last(END + LONGEST_COMMENT);
        byte[] tail = more.length == 0 ? list : joined(Arrays.copyOfRange(list, list.length - END, list.length), more);
        int end = tail.length - END;
        while (end >= 0 && !begins(tail, end, 5, 6)) {
            end--;
        }
        if (end < 0) {
            throw new EOFException("it breaks off");
        }
        int listed = number(tail, end + FILES);
        if (listed != files) {
            throw new IOException(listed + " files are listed in it, and " + files + " were found");
        }
        return links(list);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** At most that many of the last bytes. */
    private byte[] last(int most) throws IOException {
        byte[] last = new byte[0];
        for (byte[] more = recent.rest(most); more.length > 0; more = recent.rest(most)) {
            byte[] both = joined(last, more);
            last = Arrays.copyOfRange(both, Math.max(0, both.length - most), both.length);
        }
        return last;
    }

    private static Set<String> links(byte[] list) {
        for (int at = 0; at + ENTRY <= list.length; at++) {
            Optional<Set<String>> links = begins(list, at, 1, 2) ? links(list, at) : Optional.empty();
            if (links.isPresent()) {
                return links.get();
            }
        }
        return Set.of();
    }

    /** The symbolic links of the central directory that begins there; empty if none does. */
    private static Optional<Set<String>> links(byte[] list, int from) {
        Set<String> links = new HashSet<>();
        int at = from;
        while (at + ENTRY <= list.length && begins(list, at, 1, 2)) {
            int name = number(list, at + NAME_LENGTH);
            int next = at + ENTRY + name + number(list, at + EXTRA_LENGTH) + number(list, at + COMMENT_LENGTH);
            if (next > list.length) {
                return Optional.empty();
            }
            if (list[at + MADE_BY] == UNIX && (number(list, at + MODE) & KIND) == LINK) {
                links.add(new String(list, at + ENTRY, name, StandardCharsets.UTF_8));
            }
            at = next;
        }
        // The end record, or that of a ZIP64, follows the last entry.
        return begins(list, at, 5, 6) || begins(list, at, 6, 6) ? Optional.of(links) : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int at, int third, int fourth) {
        return bytes.length >= at + 4 && bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == third
                && bytes[at + 3] == fourth;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
    }
}
