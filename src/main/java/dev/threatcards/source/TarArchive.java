package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of a tar archive. By itself, since it alone needs a library that does not travel with the others. */
final class TarArchive {

    /** Takes a file: its bytes, its name, and whether it is something else than a file. */
    interface Files {
        void file(InputStream bytes, String name, boolean noFile) throws IOException;
    }

    private TarArchive() {
    }

    /** Reads every file; how many there were. */
    static int read(InputStream content, Files files) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name());
        int count = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            files.file(tar, entry.getName(), !entry.isFile());
            count++;
        }
        return count;
    }
}
