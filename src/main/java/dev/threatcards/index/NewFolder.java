package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.IndexWriter;

/**
 * The folders that a run creates for its index.
 *
 * @param made the folders that did not exist before, the innermost first
 */
record NewFolder(List<Path> made) {

    /** No folder was made. */
    static final NewFolder NONE = new NewFolder(List.of());

    private static final System.Logger LOG = System.getLogger(NewFolder.class.getName());

    /** The folders that an index at the path needs and that do not exist. */
    static NewFolder at(Path index) {
        List<Path> missing = new ArrayList<>();
        for (Path folder = index.toAbsolutePath(); folder != null
                && !Files.exists(folder); folder = folder.getParent()) {
            missing.add(folder);
        }
        return new NewFolder(List.copyOf(missing));
    }

    /** Deletes the folders again if they hold nothing but Lucene's lock. */
    void deleteUnlessUsed() {
        if (made.isEmpty() || !Files.isDirectory(made.getFirst())) {
            return;
        }
        try {
            if (holdsLockAlone(made.getFirst())) {
                Files.deleteIfExists(made.getFirst().resolve(IndexWriter.WRITE_LOCK_NAME));
                for (Path folder : made) {
                    Files.deleteIfExists(folder);
                }
            }
        } catch (DirectoryNotEmptyException e) {
            LOG.log(System.Logger.Level.DEBUG, "in use", e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "an empty folder stays", e);
        }
    }

    private static boolean holdsLockAlone(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.allMatch(file -> file.endsWith(IndexWriter.WRITE_LOCK_NAME));
        }
    }
}
