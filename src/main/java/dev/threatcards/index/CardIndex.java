package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.IOFunction;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.bkd.BKDConfig;

import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;

/**
 * An index opened for reading. A commit made since is seen within {@link #REFRESH_NANOS}, by this process or another; who
 * reads, reads one commit to the end.
 *
 * <p>Safe for use by several threads.
 */
public final class CardIndex implements AutoCloseable {

    /** How old the view of an index may be, in nanoseconds: looking for a newer commit lists the folder. */
    private static final long REFRESH_NANOS = 500_000_000L;

    /** Stands in messages where a folder's path would. */
    private static final Path MEMORY = Path.of("memory");

    private static final System.Logger LOG = System.getLogger(CardIndex.class.getName());

    private final Path path;
    private final Directory directory;
    private final SearcherManager searchers;
    private final AtomicLong refreshed = new AtomicLong(System.nanoTime());

    private CardIndex(Path path, Directory directory, DirectoryReader reader) throws IOException {
        this.path = path;
        this.directory = directory;
        this.searchers = new SearcherManager(reader, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader opened, IndexReader previous) throws IOException {
                return new CardSearcher((DirectoryReader) opened);
            }
        });
    }

    /**
     * Whether there is an index in the folder, be it one that can be read or not.
     *
     * @throws IndexException if the path is a file
     */
    public static boolean exists(Path path) {
        if (!Files.exists(path)) {
            return false;
        }
        if (!Files.isDirectory(path)) {
            throw new IndexException(path + " is a file, and an index is a folder; name another --index.", null);
        }
        try (Directory directory = new NIOFSDirectory(path)) {
            return DirectoryReader.indexExists(directory);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Opens the index in the folder.
     *
     * @throws IndexException if there is none, if it is from another version, or if it is damaged
     */
    public static CardIndex open(Path path) {
        return open(path, FSDirectory::open);
    }

    /**
     * Opens the index in the folder to ask it once: its files are read, and not mapped into memory, which would be
     * quicker to read from and takes longer to set up than the reading.
     *
     * @throws IndexException if there is none, if it is from another version, or if it is damaged
     */
    public static CardIndex openBriefly(Path path) {
        return open(path, NIOFSDirectory::new);
    }

    private static CardIndex open(Path path, IOFunction<Path, Directory> directory) {
        if (!exists(path)) {
            throw new IndexException(
                    "There is no index in " + path + " yet; make one with: threat-cards ingest SOURCE --index " + path,
                    null);
        }
        try {
            return open(path, directory.apply(path));
        } catch (IndexNotFoundException e) {
            throw new IndexException("There is no index in " + path + " any more; ingest again.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Makes an index that is held in memory alone, and opens it. It is gone when it is closed.
     *
     * @param writing puts the cards, and has to commit them
     */
    public static CardIndex inMemory(Consumer<CardIndexWriter> writing) {
        Directory memory = new ByteBuffersDirectory();
        try {
            try (CardIndexWriter writer = CardIndexWriter.open(MEMORY, leftOpen(memory))) {
                writing.accept(writer);
            }
            return open(MEMORY, memory);
        } catch (IOException e) {
            throw unreadable(MEMORY, e);
        }
    }

    /** A directory in memory loses its files when it is closed, and who writes closes it. */
    private static Directory leftOpen(Directory directory) {
        return new FilterDirectory(directory) {
            @Override
            public void close() {
                // Who reads it closes it.
            }
        };
    }

    /** Opens what is in the directory, or closes it again. */
    private static CardIndex open(Path path, Directory directory) throws IOException {
        DirectoryReader reader = null;
        try {
            reader = DirectoryReader.open(directory);
            requireCurrent(path, reader.getIndexCommit().getUserData());
            return new CardIndex(path, directory, reader);
        } catch (IOException | RuntimeException e) {
            try (Directory toClose = directory; DirectoryReader begun = reader) {
                throw e;
            }
        }
    }

    /** Loads what reading any index takes: what forms files have. */
    public static void prepare() {
        // That two of them are compared is what takes the time.
        BKDConfig.of(1, 1, Long.BYTES, BKDConfig.DEFAULT_MAX_POINTS_IN_LEAF_NODE);
        Codec.getDefault();
    }

    /** A searcher over one commit. Close it after use. */
    public Snapshot snapshot() {
        try {
            long now = System.nanoTime();
            long last = refreshed.get();
            if (now - last > REFRESH_NANOS && refreshed.compareAndSet(last, now)) {
                refresh();
            }
            return new Snapshot((CardSearcher) searchers.acquire());
        } catch (AlreadyClosedException e) {
            throw closed(e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** A commit that cannot be read now is tried again later; until then the one that is open is good. */
    private void refresh() {
        try {
            searchers.maybeRefresh();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read the newest commit of " + path, e);
        }
    }

    private static IndexException closed(AlreadyClosedException cause) {
        return new IndexException("The index was closed, and can be asked nothing any more; open it again.", cause);
    }

    static void requireCurrent(Path path, Map<String, String> userData) {
        if (!CommitData.isCurrent(userData)) {
            throw new IndexException("The index in " + path + " was written by another version of Threat Cards; delete"
                    + " the folder and ingest its decks again.", null);
        }
    }

    static IndexException unreadable(Path path, Exception cause) {
        return new IndexException("The index in " + path + " is damaged (" + cause.getMessage()
                + "); delete the folder and ingest its decks again.", cause);
    }

    @Override
    public void close() {
        try (Directory toClose = directory) {
            searchers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One commit of the index, to be read to the end and closed. */
    public static final class Snapshot implements AutoCloseable {
        private final CardSearcher searcher;
        private final AtomicBoolean isClosed = new AtomicBoolean();

        private Snapshot(CardSearcher searcher) {
            this.searcher = searcher;
        }

        /**
         * The same commit once more, to be closed by itself.
         *
         * @throws IndexException if this is closed
         */
        public Snapshot share() {
            if (isClosed.get() || !searcher.getIndexReader().tryIncRef()) {
                throw closed(null);
            }
            return new Snapshot(searcher);
        }

        /** Runs that when nobody has the commit open any more: neither the index nor another snapshot. */
        public void whenUnused(Runnable action) {
            searcher.getIndexReader().getReaderCacheHelper().addClosedListener(key -> action.run());
        }

        /** A searcher over the commit; good until this is closed. */
        public CardSearcher searcher() {
            return searcher;
        }

        /** Takes a card. */
        public interface Reading {
            /** Takes the next card. */
            void card(MergedCard card) throws IOException;
        }

        /**
         * Gives the cards of the documents one after the other, with what each deck says of them.
         *
         * @throws IOException if the reading does
         * @throws UncheckedIOException if a card cannot be read
         */
        public void each(Iterable<Integer> documents, Reading reading) throws IOException {
            Provenance provenance = provenance();
            for (int document : documents) {
                reading.card(card(document, provenance));
            }
        }

        private MergedCard card(int document, Provenance provenance) {
            try {
                return StoredCards.merged(searcher.getIndexReader(), document, provenance::deck);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The cards of the documents, with what each deck says of them. */
        public List<MergedCard> cards(List<Integer> documents) throws IOException {
            Provenance provenance = provenance();
            List<MergedCard> cards = new ArrayList<>();
            for (int document : documents) {
                cards.add(StoredCards.merged(searcher.getIndexReader(), document, provenance::deck));
            }
            return cards;
        }

        /** A number that another commit does not have. */
        public long version() {
            return ((DirectoryReader) searcher.getIndexReader()).getVersion();
        }

        /** What names the commit, in whichever index it is: hexadecimal. */
        public String commit() {
            return StringHelper
                    .idToString(((StandardDirectoryReader) searcher.getIndexReader()).getSegmentInfos().getId());
        }

        /** The name-givers that decks know by uuid. */
        public Map<UUID, String> givers() {
            try {
                return CommitData.givers(CardSearcher.userData((DirectoryReader) searcher.getIndexReader()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Where the cards of this commit come from. */
        public Provenance provenance() {
            return searcher.provenance();
        }

        @Override
        public void close() {
            try {
                if (isClosed.compareAndSet(false, true)) {
                    searcher.getIndexReader().decRef();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
