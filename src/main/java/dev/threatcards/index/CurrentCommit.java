package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

import dev.threatcards.error.IndexException;

/**
 * The searcher over the newest commit of a folder. Commits are compared by the random id in their user data: Lucene's version numbers start
 * again when an index is deleted and rebuilt, and would take the new index for the old one. A newer commit is opened through the path of
 * the folder, so that a replaced folder is noticed too. Thread-safe.
 */
final class CurrentCommit extends ReferenceManager<CardReader> {

    private final Path path;
    private final boolean isFolder;

    /**
     * Opens the newest commit of a folder.
     *
     * @throws IndexException if the commit is of another version, or fails a check
     */
    CurrentCommit(Path path) throws IOException {
        this(path, FSDirectory.open(path), true);
    }

    private CurrentCommit(Path path, Directory directory, boolean isFolder) throws IOException {
        this.path = path;
        this.isFolder = isFolder;
        current = open(directory);
    }

    /** Opens the only commit of a directory that nobody writes to any more, and closes the directory with it. */
    static CurrentCommit inMemory(Path path, Directory directory) throws IOException {
        return new CurrentCommit(path, directory, false);
    }

    /** Opens the newest commit of the directory, which is closed with the last reader, or if this fails. */
    private CardReader open(Directory directory) throws IOException {
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
        if (!Files.isDirectory(path)) {
            // Lucene would create the folder.
            throw new IndexNotFoundException("there is no folder " + path);
        }
        try (Directory directory = FSDirectory.open(path)) {
            String newest = CommitData.id(SegmentInfos.readLatestCommit(directory).getUserData());
            if (newest.equals(open.commit())) {
                return null;
            }
        }
        return open(FSDirectory.open(path));
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
