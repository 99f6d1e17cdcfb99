package dev.threatcards.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import dev.threatcards.card.Reject;

/**
 * The bytes of one source, told by what they begin with: an archive is looked into ({@code .zip}, {@code .gz}, {@code .tar} and
 * what is in them), anything else is read by the form that recognises it. Names decide nothing, and nothing is written to a
 * disk, so that paths in archives do not matter.
 */
final class Content {

    /** As much of a file as is looked at to tell its form, in bytes. */
    private static final int HEAD = 64 * 1024;

    /** Where a tar archive says that it is one. */
    private static final int TAR_MAGIC = 257;

    private final List<Form> forms;
    private final CardSink sink;
    private final Budget budget = new Budget();

    Content(List<Form> forms, CardSink sink) {
        this.forms = forms;
        this.sink = sink;
    }

    /**
     * Reads all of it. What cannot be understood is set aside.
     *
     * @param location the file or address
     * @throws IOException if the bytes cannot be had
     */
    void read(InputStream bytes, String location) throws IOException {
        Given given = new Given(bytes);
        try {
            read(budget.packed(given), location, 0);
        } catch (IOException e) {
            if (given.failed) {
                throw e;
            }
            sink.reject(new Reject(location, "", reason(e)));
        }
    }

    private void read(InputStream bytes, String location, int depth) throws IOException {
        BufferedInputStream content = new BufferedInputStream(bytes, HEAD);
        content.mark(HEAD);
        byte[] head = content.readNBytes(HEAD);
        content.reset();
        if (begins(head, 0, 0x1F, 0x8B)) {
            Budget.requireDepth(depth);
            read(budget.unpacked(new GZIPInputStream(content)), location, depth + 1);
        } else if (begins(head, 0, 'P', 'K', 3, 4) || begins(head, 0, 'P', 'K', 5, 6)) {
            Budget.requireDepth(depth);
            readZip(content, location, depth);
        } else if (begins(head, TAR_MAGIC, 'u', 's', 't', 'a', 'r')) {
            Budget.requireDepth(depth);
            readTar(content, location, depth);
        } else {
            readForm(content, head, location);
        }
    }

    private static boolean begins(byte[] head, int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private void readZip(InputStream content, String location, int depth) throws IOException {
        Zip zip = new Zip(content);
        InputStream unpacked = budget.unpacked(zip);
        int files = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            readEntry(unpacked, entry.getName(), entry.isDirectory(), location, depth);
            files++;
        }
        requireFiles(files);
        zip.requireList(files);
    }

    private static void requireFiles(int files) throws IOException {
        if (files == 0) {
            throw new IOException("no file is in it");
        }
    }

    /**
     * A zip read from its beginning. It says at its end how many files it has; if that is missing it was cut, and if it is another
     * number, a file's header is damaged and what follows was not seen.
     */
    private static final class Zip extends ZipInputStream {

        /** The record at the end without its comment, in bytes, and the longest comment. */
        private static final int END = 22;
        private static final int LONGEST_COMMENT = 0xFFFF;

        /** Where the record has the number of files, two bytes, the lower one first. */
        private static final int FILES = 10;

        Zip(InputStream bytes) {
            super(bytes, StandardCharsets.UTF_8);
        }

        void requireList(int files) throws IOException {
            byte[] last = last(END + LONGEST_COMMENT);
            int end = last.length - END;
            while (end >= 0 && !begins(last, end, 'P', 'K', 5, 6)) {
                end--;
            }
            if (end < 0) {
                throw new EOFException("it breaks off");
            }
            int listed = (last[end + FILES] & 0xFF) + ((last[end + FILES + 1] & 0xFF) << 8);
            if (listed != files) {
                throw new IOException(listed + " files are listed in it, and " + files + " were found");
            }
        }

        /** The last of the bytes that are left, as many as that at most. */
        private byte[] last(int most) throws IOException {
            byte[] last = new byte[0];
            for (byte[] more = in.readNBytes(most); more.length > 0; more = in.readNBytes(most)) {
                byte[] both = Arrays.copyOf(last, last.length + more.length);
                System.arraycopy(more, 0, both, last.length, more.length);
                last = Arrays.copyOfRange(both, Math.max(0, both.length - most), both.length);
            }
            return last;
        }
    }

    private void readTar(InputStream content, String location, int depth) throws IOException {
        try {
            requireFiles(
                    TarArchive.read(content, (tar, name, noFile) -> readEntry(tar, name, noFile, location, depth)));
        } catch (NoClassDefFoundError e) {
            sink.reject(new Reject(location, "", "This is a tar archive, and reading one takes the library"
                    + " org.apache.commons:commons-compress, which is not on the class path."));
        }
    }

    /** A file in an archive; one that is damaged in itself costs that file alone. */
    private void readEntry(InputStream archive, String name, boolean noFile, String location, int depth)
            throws IOException {
        Given entry = new Given(budget.file(archive));
        if (noFile || isHidden(name)) {
            return;
        }
        String place = location + "!/" + printable(name);
        try {
            read(entry, place, depth + 1);
        } catch (Budget.Exceeded e) {
            throw e;
        } catch (IOException e) {
            if (entry.failed) {
                throw e;
            }
            sink.reject(new Reject(place, "", reason(e)));
        }
        // What was not read of it counts all the same.
        entry.transferTo(OutputStream.nullOutputStream());
    }

    /** What systems leave in archives beside the files that were meant. */
    private static boolean isHidden(String name) {
        return List.of(name.split("/", -1)).stream()
                .anyMatch(part -> (part.startsWith(".") && !part.matches("\\.{1,2}")) || part.equals("__MACOSX"));
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private void readForm(InputStream content, byte[] head, String location) throws IOException {
        TextEncoding encoding = TextEncoding.of(head);
        String text = encoding.text(head);
        if (text.stripLeading().startsWith("<")) {
            encoding = TextEncoding.ofPage(head);
            text = encoding.text(head);
        }
        for (Form form : forms) {
            if (form.recognises(text)) {
                if (encoding.assumed() && form.isUtf8()) {
                    // What is not UTF-8 costs the cards that have it.
                    encoding = TextEncoding.UTF_8;
                } else if (encoding.assumed()) {
                    sink.reject(new Reject(location, "", "The text is not in UTF-8, and was read as "
                            + encoding.charset().name() + ", which many older programs write. If names look wrong, convert"
                            + " it to UTF-8 and read it again."));
                }
                form.read(encoding.utf8(content), location, sink);
                return;
            }
        }
        sink.reject(new Reject(location, "", unknown(head, text)));
    }

    private static String unknown(byte[] head, String text) {
        String known = "; cards come as ETDA's JSON, MISP clusters, STIX 2.1 bundles, ETDA's pages,"
                + " archived card text, or what threat-cards export writes.";
        if (text.isBlank()) {
            return "The file is empty" + known;
        }
        Optional<BinaryFormat> format = BinaryFormat.of(head);
        if (format.isPresent()) {
            return "This is " + format.get().title() + known;
        }
        if (text.indexOf('\0') >= 0) {
            return "This is a binary file" + known;
        }
        String bare = text.stripLeading();
        if (bare.startsWith("{") || bare.startsWith("[")) {
            return "This JSON holds no cards" + known;
        }
        return "No card was found in it" + known;
    }

    private static String reason(IOException e) {
        return e instanceof Budget.Exceeded
                ? e.getMessage()
                : "It is damaged, and was not read further (" + e.getMessage() + ").";
    }

    /** Knows whether it was the source itself that failed, or what was made of its bytes. */
    private static final class Given extends FilterInputStream {
        private boolean failed;

        Given(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
