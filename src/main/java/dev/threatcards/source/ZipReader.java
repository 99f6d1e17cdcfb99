package dev.threatcards.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;

import dev.threatcards.source.form.BlockInputStream;

/**
 * Reads a zip from its beginning, and checks it against the central directory at its end, which has the number of files and says which are
 * symbolic links. Without a central directory the zip was cut; with another number, a file's header is damaged and the files after it were
 * not found.
 */
final class ZipReader extends ZipInputStream {

    private static final int CENTRAL_ENTRY = 0x02014b50;
    private static final int END_RECORD = 0x06054b50;
    private static final int ZIP64_END_RECORD = 0x06064b50;

    /** The size of the end record without its comment, the offset of the number of files in it, and the longest comment. */
    private static final int END_SIZE = 22;
    private static final int END_FILES = 10;
    private static final int LONGEST_COMMENT = 0xFFFF;

    /** The longest central directory that is searched for links, in bytes. */
    private static final int LONGEST_DIRECTORY = 8 << 20;

    /** The size of an entry of the central directory up to its name, and offsets in it. */
    private static final int ENTRY_SIZE = 46;
    private static final int MADE_BY = 5;
    private static final int NAME_LENGTH = 28;
    private static final int EXTRA_LENGTH = 30;
    private static final int COMMENT_LENGTH = 32;
    private static final int MODE = 40;

    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0xF000;
    private static final int LINK = 0xA000;

    private final Recent recent;

    ZipReader(InputStream bytes) {
        this(new Recent(bytes));
    }

    private ZipReader(Recent recent) {
        super(recent, StandardCharsets.UTF_8);
        this.recent = recent;
    }

    /** Keeps the last bytes that were read, because the buffer of the last file may have the beginning of the central directory. */
    private static final class Recent extends BlockInputStream {
        private byte[] last = new byte[0];

        Recent(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            last = tail(last, Arrays.copyOfRange(bytes, offset, offset + Math.max(read, 0)), 4096);
            return read;
        }

        /** At most that many of the bytes that follow. */
        byte[] rest(int most) throws IOException {
            return in.readNBytes(most);
        }
    }

    /**
     * Reads what follows the last file and checks it.
     *
     * @param files the number of files that were read
     * @return the names of symbolic links
     * @throws IOException if the zip is cut, or lists another number of files
     */
    Set<String> finish(int files) throws IOException {
        byte[] directory = tail(recent.last, recent.rest(LONGEST_DIRECTORY), Integer.MAX_VALUE);
        byte[] end = directory;
        for (byte[] more = recent.rest(LONGEST_COMMENT); more.length > 0; more = recent.rest(LONGEST_COMMENT)) {
            end = tail(end, more, END_SIZE + LONGEST_COMMENT);
        }
        ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        int at = end.length - END_SIZE;
        while (at >= 0 && bytes.getInt(at) != END_RECORD) {
            at--;
        }
        if (at < 0) {
            throw new EOFException("it breaks off");
        }
        int listed = bytes.getChar(at + END_FILES);
        if (listed != files) {
            throw new IOException(listed + " files are listed in it, and " + files + " were found");
        }
        return links(ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The last bytes of two arrays, at most that many. */
    private static byte[] tail(byte[] one, byte[] other, int most) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both.length <= most ? both : Arrays.copyOfRange(both, both.length - most, both.length);
    }

    private static Set<String> links(ByteBuffer directory) {
        return IntStream.rangeClosed(0, directory.limit() - ENTRY_SIZE)
                .filter(at -> directory.getInt(at) == CENTRAL_ENTRY).mapToObj(at -> links(directory, at))
                .flatMap(Optional::stream).findFirst().orElse(Set.of());
    }

    /** The symbolic links of the central directory at that offset; empty if it is not one. */
    private static Optional<Set<String>> links(ByteBuffer directory, int from) {
        Set<String> links = new HashSet<>();
        int at = from;
        while (at + ENTRY_SIZE <= directory.limit() && directory.getInt(at) == CENTRAL_ENTRY) {
            int name = directory.getChar(at + NAME_LENGTH);
            int next = at + ENTRY_SIZE + name + directory.getChar(at + EXTRA_LENGTH)
                    + directory.getChar(at + COMMENT_LENGTH);
            if (next > directory.limit()) {
                return Optional.empty();
            }
            if (directory.get(at + MADE_BY) == UNIX && (directory.getChar(at + MODE) & FILE_TYPE) == LINK) {
                byte[] link = new byte[name];
                directory.get(at + ENTRY_SIZE, link);
                links.add(new String(link, StandardCharsets.UTF_8));
            }
            at = next;
        }
        int following = at + Integer.BYTES <= directory.limit() ? directory.getInt(at) : 0;
        return following == END_RECORD || following == ZIP64_END_RECORD ? Optional.of(links) : Optional.empty();
    }
}
