package dev.threatcards.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;

import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;
import dev.threatcards.source.form.BlockInputStream;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.source.form.JsonEnvelope;
import dev.threatcards.source.form.TextEncoding;
import dev.threatcards.text.IoReason;
import dev.threatcards.text.Numbers;

/**
 * Detects the type of a source by its first bytes. Archives (zip, gzip, tar) are unpacked, also nested ones; anything else is read by the
 * form that recognises it. Nothing is written to disk, so that paths in archives are harmless.
 */
final class SourceSniffer {

    /** The number of bytes from which the form is detected. */
    private static final int HEAD = 64 * 1024;

    /** The numbers of bytes from which the form of a JSON text is detected: the first entry may be as large as an entry can be. */
    private static final int[] JSON_HEADS = {HEAD, 1 << 20, (16 << 20) + HEAD};

    private final List<CardForm> forms;
    private final CardSink sink;
    private final UnpackLimits budget = new UnpackLimits();
    // The unrecognised files of the current zip; null outside of a zip.
    private List<Unrecognised> unrecognised;
    private String entryName = "";

    SourceSniffer(List<CardForm> forms, CardSink sink) {
        this.forms = forms;
        this.sink = sink;
    }

    /**
     * Reads all cards. What cannot be read is rejected.
     *
     * @throws IOException if the source itself cannot be read
     */
    void read(InputStream bytes, String location) throws IOException {
        Tracked tracked = new Tracked(bytes);
        try {
            read(budget.packed(tracked), location, 0);
        } catch (IOException e) {
            if (tracked.failed) {
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
        if (BinaryFormat.GZIP.matches(head)) {
            UnpackLimits.requireDepth(depth);
            read(budget.unpacked(new GZIPInputStream(content)), location, depth + 1);
        } else if (BinaryFormat.ZIP.matches(head) || BinaryFormat.EMPTY_ZIP.matches(head)) {
            UnpackLimits.requireDepth(depth);
            readZip(content, location, depth);
        } else if (BinaryFormat.TAR.matches(head)) {
            UnpackLimits.requireDepth(depth);
            readTar(content, location, depth);
        } else {
            readForm(content, head, location);
        }
    }

    private void readZip(InputStream content, String location, int depth) throws IOException {
        ZipReader zip = new ZipReader(content);
        InputStream unpacked = budget.unpacked(zip);
        List<Unrecognised> outer = unrecognised;
        List<Unrecognised> own = new ArrayList<>();
        Set<String> links = Set.of();
        int files = 0;
        try {
            unrecognised = own;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                readEntry(unpacked, entry.getName(), entry.isDirectory() ? TarArchive.FOLDER : "", location, depth);
                files++;
            }
            requireFiles(files);
            links = zip.finish(files);
        } finally {
            unrecognised = outer;
            for (Unrecognised each : own) {
                sink.reject(links.contains(each.name()) ? each.asLink() : each.reject());
            }
        }
    }

    /**
     * A file of a zip in which no form was recognised. Only the end of the zip says whether it is a symbolic link, whose content is its
     * target.
     *
     * @param name its name in the zip; empty for a file of a nested archive
     */
    private record Unrecognised(String name, Reject reject, String text) {

        Reject asLink() {
            return new Reject(reject.location(), "", noFile("a symbolic link to " + text.strip()));
        }
    }

    private static String noFile(String kind) {
        String printable = printable(kind);
        return "This is " + (printable.length() > 300 ? printable.substring(0, 300) + "…" : printable)
                + ", and was not " + (kind.contains("link") ? "followed." : "read.");
    }

    private static void requireFiles(int files) throws IOException {
        if (files == 0) {
            throw new IOException("no file is in it");
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

    /** Reads a file of an archive. If it is damaged, only that file is rejected. */
    private void readEntry(InputStream archive, String name, String noFile, String location, int depth)
            throws IOException {
        Tracked entry = new Tracked(budget.file(archive));
        if (noFile.equals(TarArchive.FOLDER) || isHidden(name)) {
            return;
        }
        String place = location + "!/" + printable(name);
        if (!noFile.isEmpty()) {
            sink.reject(new Reject(place, "", noFile(noFile)));
            return;
        }
        entryName = name;
        try {
            read(entry, place, depth + 1);
        } catch (UnpackLimits.Exceeded e) {
            throw e;
        } catch (IOException e) {
            if (entry.failed) {
                throw e;
            }
            sink.reject(new Reject(place, "", reason(e)));
        }
        // The unread rest counts towards the limits.
        entry.transferTo(OutputStream.nullOutputStream());
    }

    /** Metadata files that operating systems add to archives. */
    private static boolean isHidden(String name) {
        return List.of(name.split("/", -1)).stream()
                .anyMatch(part -> (part.startsWith(".") && !part.matches("\\.{1,2}")) || part.equals("__MACOSX"));
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private void readForm(InputStream content, byte[] start, String location) throws IOException {
        byte[] head = start;
        TextEncoding encoding = TextEncoding.of(head);
        String text = encoding.text(head);
        if (text.stripLeading().startsWith("<")) {
            encoding = TextEncoding.ofPage(head);
            text = encoding.text(head);
        }
        Optional<CardForm> form = form(text);
        int limit = HEAD;
        for (int i = 1; i < JSON_HEADS.length && form.isEmpty() && head.length == limit && isJson(text); i++) {
            limit = JSON_HEADS[i];
            content.mark(limit);
            head = content.readNBytes(limit);
            content.reset();
            text = encoding.text(head);
            form = form(text);
        }
        if (form.isPresent()) {
            read(form.get(), content, encoding, text, location);
            return;
        }
        Reject reject = new Reject(location, "", unknown(head, text, head.length < limit));
        if (unrecognised == null) {
            sink.reject(reject);
        } else {
            unrecognised.add(new Unrecognised(location.endsWith("!/" + printable(entryName)) ? entryName : "", reject,
                    text.length() > 300 ? text.substring(0, 300) + "…" : text));
        }
    }

    private Optional<CardForm> form(String text) {
        return forms.stream().filter(each -> each.recognises(text)).findFirst();
    }

    private static boolean isJson(String text) {
        String bare = text.stripLeading();
        return bare.startsWith("{") || bare.startsWith("[");
    }

    private void read(CardForm form, InputStream content, TextEncoding detected, String text, String location)
            throws IOException {
        TextEncoding encoding = detected;
        if (encoding.assumed() && isJson(text)) {
            // JSON is always in UTF-8. Then malformed bytes affect only the cards that have them.
            encoding = TextEncoding.UTF_8;
        } else if (encoding.assumed()) {
            sink.reject(new Reject(location, "",
                    "The text is not in UTF-8, and was read as " + encoding.charset().name()
                            + ", which many older programs write. If names look wrong, convert"
                            + " it to UTF-8 and read it again."));
        }
        boolean isConverted = !encoding.charset().equals(StandardCharsets.UTF_8);
        form.read(encoding.utf8(content), location,
                isConverted ? new ConvertedSource(sink, encoding.charset().name()) : sink);
    }

    /** A sink for a source that was converted to UTF-8: a reject that counts bytes also says that they are those of the UTF-8 text. */
    private record ConvertedSource(CardSink sink, String charset) implements CardSink {

        @Override
        public void card(DeckCard card) {
            sink.card(card);
        }

        @Override
        public void giver(UUID uuid, String name) {
            sink.giver(uuid, name);
        }

        @Override
        public void reject(Reject reject) {
            sink.reject(reject.reason().contains("byte")
                    ? new Reject(reject.location(), reject.place(),
                            reject.reason() + " Bytes are those of the text" + " converted from " + charset
                                    + " to UTF-8, where ff stands for what is no character.")
                    : reject);
        }

        @Override
        public void unattributed(String campaign, String location) {
            sink.unattributed(campaign, location);
        }
    }

    private static String unknown(byte[] head, String text, boolean isWhole) {
        String known = "; cards come as ETDA's JSON, MISP clusters and events, STIX bundles, ETDA's pages,"
                + " archived card text, what threat-cards export writes, or mapping files of names, of which your own is a CSV with the columns"
                + " name, giver and actor.";
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
        if (isWhole && JsonEnvelope.endsEarly(bare)) {
            return "The JSON ends early, after " + Numbers.grouped(head.length)
                    + " bytes and before its first card; the download was probably cut, so get the file again.";
        }
        if (isJson(bare)) {
            return "This JSON holds no cards" + known;
        }
        return "No card was found in it" + known;
    }

    private static String reason(IOException e) {
        return e instanceof UnpackLimits.Exceeded
                ? e.getMessage()
                : "It is damaged, and was not read further (" + IoReason.of(e) + ").";
    }

    /** Remembers whether reading the source itself failed, as opposed to unpacking or decoding. */
    private static final class Tracked extends BlockInputStream {
        private boolean failed;

        Tracked(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
