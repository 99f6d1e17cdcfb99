package dev.threatcards.source.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Formats of files that are no text, told by the bytes that they begin with. */
public enum BinaryFormat {
    PDF("a PDF", 0, "%PDF-"), PNG("a PNG image", 0, "\u0089PNG"), JPEG("a JPEG image", 0, "\u00FF\u00D8\u00FF"), GIF(
            "a GIF image", 0, "GIF8"), ELF("a program (ELF)", 0, "\u007FELF"), OFFICE("an older Office document", 0,
                    "\u00D0\u00CF\u0011\u00E0"), GZIP("a gzip archive", 0, "\u001F\u008B"), ZIP(
                            "a zip archive, as Office documents are too", 0,
                            "PK\u0003\u0004"), EMPTY_ZIP("an empty zip archive", 0,
                                    "PK\u0005\u0006"), TAR("a tar archive", 257, "ustar"), SEVEN_ZIP("a 7z archive", 0,
                                            "7z\u00BC\u00AF'\u001C"), RAR("a RAR archive", 0, "Rar!\u001A\u0007"), XZ(
                                                    "an xz archive", 0, "\u00FD7zXZ\0"), BZIP2("a bzip2 archive", 0,
                                                            "BZh", "1AY&SY", 4), ZSTD("a zstd archive", 0,
                                                                    "(\u00B5/\u00FD"), SQLITE("an SQLite database", 0,
                                                                            "SQLite format 3\0"), CLASS("a Java class",
                                                                                    0, "\u00CA\u00FE\u00BA\u00BE");

    private final String title;
    private final int at;
    private final byte[] magic;
    private final byte[] second;
    private final int secondAt;

    BinaryFormat(String title, int at, String magic) {
        this(title, at, magic, "", 0);
    }

    BinaryFormat(String title, int at, String magic, String second, int secondAt) {
        this.title = title;
        this.at = at;
        this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
        this.second = second.getBytes(StandardCharsets.ISO_8859_1);
        this.secondAt = secondAt;
    }

    /** With its article: "a PDF". */
    public String title() {
        return title;
    }

    /** Whether the content is of this format. */
    boolean begins(byte[] head) {
        return has(head, at, magic) && has(head, secondAt, second);
    }

    private static boolean has(byte[] head, int from, byte[] bytes) {
        return head.length >= from + bytes.length
                && Arrays.equals(head, from, from + bytes.length, bytes, 0, bytes.length);
    }

    /** The format of the content that begins so; empty if it is none of these. */
    public static Optional<BinaryFormat> of(byte[] head) {
        return Arrays.stream(values()).filter(format -> format.begins(head)).findFirst();
    }
}
