package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar archive. A class of its own, because it needs an optional library. */
final class TarArchive {

    /** Receives an entry. {@code kind} is empty for a file. */
    interface Entries {
        void entry(InputStream bytes, String name, String kind) throws IOException;
    }

    static final String FOLDER = "a folder";

    private TarArchive() {
    }

    /** Reads all entries. Returns their number. */
    static int read(InputStream content, Entries entries) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name());
        int count = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            entries.entry(tar, entry.getName(), kind(entry));
            count++;
        }
        return count;
    }

    private static String kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink()) {
            return "a symbolic link to " + entry.getLinkName();
        }
        if (entry.isLink()) {
            return "a link to " + entry.getLinkName() + " in the archive";
        }
        if (entry.isFIFO()) {
            return "a named pipe";
        }
        if (entry.isCharacterDevice() || entry.isBlockDevice()) {
            return "a device";
        }
        return entry.isDirectory() ? FOLDER : entry.isFile() ? "" : "no file";
    }
}
