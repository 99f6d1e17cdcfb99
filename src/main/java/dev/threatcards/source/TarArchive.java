package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of a tar archive. By itself, since it alone needs a library that does not travel with the others. */
final class TarArchive {

    /** Takes a file: its bytes, its name, and what it is if it is no file, {@link #FOLDER} for example; empty if it is one. */
    interface Files {
        void file(InputStream bytes, String name, String noFile) throws IOException;
    }

    /** What a folder is, of which nothing has to be told. */
    static final String FOLDER = "a folder";

    private TarArchive() {
    }

    /** Reads every file; how many there were. */
    static int read(InputStream content, Files files) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name());
        int count = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            files.file(tar, entry.getName(), kind(entry));
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
