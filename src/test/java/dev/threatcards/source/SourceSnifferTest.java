package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.Card;
import dev.threatcards.card.Reject;
import dev.threatcards.error.SourceException;
import dev.threatcards.source.form.EtdaJsonForm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Archives of all sorts, and what is in them. */
final class SourceSnifferTest {

    private static final long GIGABYTE = 1L << 30;

    @TempDir
    private Path folder;

    private static byte[] card(String name) {
        return ("## Tool: " + name + "\n\nNames\t" + name + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private ReadCards read(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("content"), content);
        ReadCards read = new ReadCards();
        CardSources.read(List.of(file.toString()), read);
        return read;
    }

    private static Map<String, byte[]> twoCards() {
        return new TreeMap<>(Map.of("a.txt", card("Spanner"), "b/../../c.txt", card("Wrench"), "b/.DS_Store",
                new byte[]{1, 2}, "__MACOSX/a.txt", card("Shadow"), "folder/", new byte[0]));
    }

    @Test
    void cardsAreReadOutOfArchives() throws IOException {
        for (byte[] archive : List.of(zip(twoCards()), tar(twoCards()), gzip(tar(twoCards())),
                zip(Map.of("inner.zip", zip(twoCards()))), zip(Map.of("x.tar.gz", gzip(tar(twoCards())))))) {
            ReadCards read = read(archive);
            assertThat(read.cards).extracting(Card::name).containsExactly("Spanner", "Wrench");
            assertThat(read.rejects).isEmpty();
            assertThat(read.decks.getFirst().location()).contains("content!/").endsWith("a.txt");
        }
        assertThat(read(gzip(card("Spanner"))).cards).hasSize(1);
    }

    @Test
    void aDamagedFileInAnArchiveCostsThatFile() throws IOException {
        byte[] whole = gzip(card("Lost"));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        ReadCards read = read(
                zip(new TreeMap<>(Map.of("a.gz", half, "b.txt", card("Spanner"), "c.bin", new byte[]{0, 1, 2}))));
        assertThat(read.cards).extracting(Card::name).containsExactly("Spanner");
        assertThat(read.rejects).extracting(Reject::location)
                .allMatch(location -> location.matches(".*!/(a.gz|c.bin)"));
        assertThat(read.rejects).hasSize(2);
    }

    @Test
    void aZipInWhichAFileIsOverlookedIsTold() throws IOException {
        byte[] zip = zip(new TreeMap<>(Map.of("a.txt", card("Spanner"), "b.txt", card("Lost"))));
        int second = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0003\u0004");
        zip[second] = 'X';
        ReadCards read = read(zip);
        assertThat(read.cards).extracting(Card::name).containsExactly("Spanner");
        assertThat(read.rejects).extracting(Reject::reason).singleElement().asString()
                .contains("2 files are listed in it, and 1 were found");
    }

    @Test
    void aDamagedArchiveKeepsWhatCameBefore() throws IOException {
        byte[] zip = zip(twoCards());
        int files = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        assertThat(files).isPositive();
        for (int length = 0; length < zip.length; length++) {
            ReadCards read = read(Arrays.copyOf(zip, length));
            assertThat(read.rejects).as("of " + length).isNotEmpty();
        }
        byte[] tar = gzip(tar(twoCards()));
        for (int length = 1; length < tar.length; length += 7) {
            ReadCards read = read(Arrays.copyOf(tar, length));
            assertThat(read.rejects).as("of " + length).isNotEmpty();
        }
    }

    @Test
    void aGigabyteInAFewBytesIsNotUnpacked() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("a.json"));
            byte[] megabyte = new byte[1 << 20];
            for (long written = 0; written < GIGABYTE; written += megabyte.length) {
                zip.write(megabyte);
            }
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("b.txt"));
            zip.write(card("Spanner"));
        }
        assertThat(Files.size(bomb)).isLessThan(GIGABYTE / 50);
        ReadCards read = new ReadCards();
        CardSources.read(List.of(bomb.toString()), read);
        assertThat(read.rejects).last()
                .satisfies(reject -> assertThat(reject.reason()).contains("more than 100 times its size"));
    }

    @Test
    void archivesInArchivesComeToAnEnd() throws IOException {
        byte[] archive = card("Spanner");
        for (int depth = 0; depth < 6; depth++) {
            archive = zip(Map.of("inner", archive));
        }
        ReadCards read = read(archive);
        assertThat(read.cards).isEmpty();
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("deep in each other"));
    }

    @Test
    void tooManyFilesInAnArchiveAreNotRead() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 20_100; i++) {
            files.put("_" + i + "/.hidden", new byte[0]);
        }
        assertThat(read(zip(files)).rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("more than 20000 files"));
    }

    @Test
    void aSourceThatFailsIsNoMatterOfItsContent() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> new SourceSniffer(List.of(new EtdaJsonForm()), new ReadCards()).read(broken, "file"))
                .isInstanceOf(IOException.class).hasMessageContaining("the disk is gone");
    }

    @Test
    void anEmptyContentIsToldPlainly() throws IOException {
        ReadCards read = new ReadCards();
        new SourceSniffer(List.of(new EtdaJsonForm()), read).read(new ByteArrayInputStream(new byte[0]), "file");
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).startsWith("The file is empty"));
    }

    @Test
    void linksAndDevicesInATarAreToldAsWhatTheyAre() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (byte kind : new byte[]{TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO,
                    TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_DIR}) {
                TarArchiveEntry entry = new TarArchiveEntry("entry" + (char) kind, kind);
                entry.setLinkName("../groups.json");
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        assertThat(read(bytes.toByteArray()).rejects).extracting(Reject::reason).containsExactly(
                "This is a symbolic link to ../groups.json, and was not followed.",
                "This is a link to ../groups.json in the archive, and was not followed.",
                "This is a named pipe, and was not read.", "This is a device, and was not read.",
                "This is a device, and was not read.");
    }

    @Test
    void aLinkInAZipIsToldAsOne() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (int mode : new int[]{0120777, 0100644}) {
                ZipArchiveEntry entry = new ZipArchiveEntry("entry" + mode);
                entry.setUnixMode(mode);
                zip.putArchiveEntry(entry);
                zip.write("../groups.json".getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        assertThat(read(bytes.toByteArray()).rejects).extracting(Reject::reason).satisfiesExactly(
                link -> assertThat(link).isEqualTo("This is a symbolic link to ../groups.json, and was not followed."),
                file -> assertThat(file).startsWith("No card was found in it"));
    }

    @Test
    void linksInAFolderAreToldAndOnesThatLeadNowhereToo() throws IOException {
        Path below = Files.createDirectories(folder.resolve("below/inner"));
        Files.write(below.resolve("a.txt"), card("Spanner"));
        Files.createSymbolicLink(below.resolve("b"), folder.resolve("below"));
        Files.createSymbolicLink(below.resolve("c"), folder.resolve("nothing"));
        ReadCards read = new ReadCards();
        CardSources.read(List.of(folder.resolve("below").toString()), read);
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).hasSize(2).allMatch(reject -> reject.reason().contains("symbolic link to"));
        assertThatThrownBy(() -> CardSources.read(List.of(below.resolve("c").toString()), read))
                .isInstanceOf(SourceException.class).hasMessageContaining("symbolic link");
    }
}
