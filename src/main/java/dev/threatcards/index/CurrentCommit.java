package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOFunction;

import dev.threatcards.error.IndexException;

/**
 * The searcher over the newest commit of a folder. Commits are told apart by the random id in their user data: Lucene's version numbers
 * begin anew when an index is deleted and built again, and would take the new index for the old. A newer commit is opened from
 * scratch, through the folder's path, so that a folder that was replaced is followed as well.
 *
 * <p>Safe for use by several threads.
 */
final class CurrentCommit extends ReferenceManager<CardReader> {

    private final Path path;
    private final IOFunction<Path, Directory> directories;
    private final boolean isFolder;

    /**
     * Opens the newest commit.
     *
     * @param directories opens the folder; the directory is closed with the last reader of its commit
     * @param isFolder whether there is a folder, in which another commit may turn up
     * @throws IndexException if the commit is of another version, or fails a check
     */
    CurrentCommit(Path path, IOFunction<Path, Directory> directories, boolean isFolder) throws IOException {
        this.path = path;
        this.directories = directories;
        this.isFolder = isFolder;
        current = open();
    }

    /** Opens what is in the directory now, or closes it again. */
    private CardReader open() throws IOException {
        Directory directory = directories.apply(path);
        DirectoryReader reader = null;
        try {
            reader = DirectoryReader.open(directory);
            Schema.requireCurrent(path, CardReader.userData(reader));
            Integrity.checkSmall(path, reader);
            CardReader searcher = new CardReader(reader);
            reader.getReaderCacheHelper().addClosedListener(closed -> directory.close());
            return searcher;
        } catch (IOException | RuntimeException | Error e) {
            try (Directory toClose = directory; DirectoryReader begun = reader) {
                throw e;
            }
        }
    }

    @Override
    protected CardReader refreshIfNeeded(CardReader open) throws IOException {
        if (!isFolder) {
            return null;
        }
        requireFolder();
        try (Directory directory = directories.apply(path)) {
            String newest = CommitData.id(SegmentInfos.readLatestCommit(directory).getUserData());
            if (newest.equals(open.commit())) {
                return null;
            }
        }
        return open();
    }

    /** Lucene makes a folder that is missing. */
    private void requireFolder() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IndexNotFoundException("there is no folder " + path);
        }
    }

    @Override
    protected void decRef(CardReader searcher) throws IOException {
        searcher.getIndexReader().decRef();
    }

    @Override
    protected boolean tryIncRef(CardReader searcher) {
        return searcher.getIndexReader().tryIncRef();
    }

    @Override
    protected int getRefCount(CardReader searcher) {
        return searcher.getIndexReader().getRefCount();
    }
}
