package dev.threatcards.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Binary file formats, detected by their magic numbers. */
public enum BinaryFormat {
    PDF("a PDF", "%PDF-"), PNG("a PNG image", "\u0089PNG"), JPEG("a JPEG image", "\u00FF\u00D8\u00FF"), //
    GIF("a GIF image", "GIF8"), ELF("a program (ELF)", "\u007FELF"), //
    OFFICE("an older Office document", "\u00D0\u00CF\u0011\u00E0"), GZIP("a gzip archive", "\u001F\u008B"), //
    ZIP("a zip archive, as Office documents are too", "PK\u0003\u0004"), //
    EMPTY_ZIP("an empty zip archive", "PK\u0005\u0006"), TAR("a tar archive", 257, "ustar"), //
    SEVEN_ZIP("a 7z archive", "7z\u00BC\u00AF'\u001C"), RAR("a RAR archive", "Rar!\u001A\u0007"), //
    XZ("an xz archive", "\u00FD7zXZ\0"), BZIP2("a bzip2 archive", "BZh?1AY&SY"), //
    ZSTD("a zstd archive", "(\u00B5/\u00FD"), SQLITE("an SQLite database", "SQLite format 3\0"), //
    CLASS("a Java class", "\u00CA\u00FE\u00BA\u00BE");

    /** The size of the header of a tar archive, and where its checksum is, in octal digits. */
    private static final int TAR_HEADER = 512;
    private static final int TAR_CHECKSUM = 148;
    private static final int TAR_DIGITS = 8;

    private final String title;
    private final int offset;
    // The bytes as characters; a question mark stands for any byte.
    private final String magic;

    BinaryFormat(String title, String magic) {
        this(title, 0, magic);
    }

    BinaryFormat(String title, int offset, String magic) {
        this.title = title;
        this.offset = offset;
        this.magic = magic;
    }

    /** The name with its article: "a PDF". */
    public String title() {
        return title;
    }

    /** Whether the file that begins so is of this format. */
    public boolean matches(byte[] head) {
        return hasMagic(head) && (this != TAR || hasChecksum(head));
    }

    /**
     * Whether the checksum in the header of a tar archive is right: the sum of the header's bytes, with spaces for the checksum itself. A text
     * may have "ustar" at its byte 257 too.
     */
    private static boolean hasChecksum(byte[] head) {
        if (head.length < TAR_HEADER) {
            return false;
        }
        int sum = IntStream.range(0, TAR_HEADER)
                .map(i -> i >= TAR_CHECKSUM && i < TAR_CHECKSUM + TAR_DIGITS ? ' ' : head[i] & 0xFF).sum();
        String digits = new String(head, TAR_CHECKSUM, TAR_DIGITS, StandardCharsets.ISO_8859_1).replaceAll("[\\s\\x00]",
                "");
        return digits.replaceFirst("^0+", "").equals(Integer.toOctalString(sum));
    }

    private boolean hasMagic(byte[] head) {
        return head.length >= offset + magic.length() && IntStream.range(0, magic.length())
                .allMatch(i -> magic.charAt(i) == '?' || magic.charAt(i) == (head[offset + i] & 0xFF));
    }

    /** The format of the file that begins so; empty if it is none of these. */
    public static Optional<BinaryFormat> of(byte[] head) {
        return Arrays.stream(values()).filter(format -> format.matches(head)).findFirst();
    }
}
