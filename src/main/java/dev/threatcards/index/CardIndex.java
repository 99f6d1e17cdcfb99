package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.util.IOFunction;
import org.apache.lucene.util.bkd.BKDConfig;

import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.error.IndexException;

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
    private final CurrentCommit commit;
    private final long refreshNanos;
    private final AtomicLong refreshed = new AtomicLong(System.nanoTime());
    /** Why the newest commit cannot be read, while the one that is open is good. */
    private final AtomicReference<IndexException> problem = new AtomicReference<>();

    /** What the verification of a large commit found, which is made while the commit is read already. */
    private volatile Damage damage = new Damage("", null);
    private volatile String lastVerified = "";

    /** Damage of a commit; none is found at first. */
    private record Damage(String commit, IndexException found) {
    }

    private CardIndex(Path path, CurrentCommit commit, long refreshNanos) {
        this.path = path;
        this.commit = commit;
        this.refreshNanos = refreshNanos;
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
        try (Directory directory = new RandomAccessFileDirectory(path)) {
            return DirectoryReader.indexExists(directory);
        } catch (IOException e) {
            throw IndexFailure.reading(path, e);
        }
    }

    /**
     * Opens the index in the folder.
     *
     * @throws IndexException if there is none, if it is from another version, or if it is damaged
     */
    public static CardIndex open(Path path) {
        CardIndex index = open(path, FSDirectory::open, REFRESH_NANOS);
        index.verifyIfLarge();
        return index;
    }

    /** Opens the index in the folder, and looks for a newer commit whenever it is read. */
    static CardIndex openAlwaysFresh(Path path) {
        return open(path, FSDirectory::open, 0);
    }

    /**
     * Opens the index in the folder to ask it once: its files are read, and not mapped into memory, which would be
     * quicker to read from and takes longer to set up than the reading. Interrupting a thread that reads does no harm.
     *
     * @throws IndexException if there is none, if it is from another version, or if it is damaged
     */
    public static CardIndex openBriefly(Path path) {
        return open(path, RandomAccessFileDirectory::new, REFRESH_NANOS);
    }

    private static CardIndex open(Path path, IOFunction<Path, Directory> directories, long refreshNanos) {
        if (!exists(path)) {
            throw new IndexException(
                    "There is no index in " + path + " yet; make one with: threat-cards ingest SOURCE --index " + path,
                    null);
        }
        IndexRebuild.ifOlder(path);
        try {
            return new CardIndex(path, new CurrentCommit(path, directories, true), refreshNanos);
        } catch (IOException | RuntimeException | AssertionError e) {
            throw IndexFailure.reading(path, e);
        }
    }

    /**
     * Verifies the checksums of every file of the newest commit and of every card that it stores.
     *
     * @return how many cards there are
     * @throws IndexException if there is no index, or if it is damaged
     */
    public static int check(Path path) {
        try (CardIndex index = open(path); Snapshot snapshot = index.snapshot()) {
            DirectoryReader reader = (DirectoryReader) snapshot.searcher().getIndexReader();
            Integrity.check(path, reader);
            return Integrity.checkCards(path, reader, snapshot.provenance());
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
            return new CardIndex(MEMORY, new CurrentCommit(MEMORY, path -> memory, false), REFRESH_NANOS);
        } catch (IOException e) {
            throw IndexFailure.reading(MEMORY, e);
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

    /** Loads what reading any index takes: what forms files have. */
    public static void prepare() {
        // That two of them are compared is what takes the time.
        BKDConfig.of(1, 1, Long.BYTES, BKDConfig.DEFAULT_MAX_POINTS_IN_LEAF_NODE);
        Codec.getDefault();
    }

    /**
     * A searcher over one commit. Close it after use.
     *
     * @throws IndexException if this index was closed
     */
    public Snapshot snapshot() {
        refreshIfDue();
        try {
            Snapshot snapshot = new Snapshot(path, commit.acquire());
            Damage known = damage;
            if (known.found() != null && known.commit().equals(snapshot.commit())) {
                snapshot.close();
                throw known.found();
            }
            return snapshot;
        } catch (AlreadyClosedException e) {
            throw closed(e);
        } catch (IOException e) {
            throw IndexFailure.reading(path, e);
        }
    }

    /**
     * Verifies a commit that was too large to be verified when it was opened, on a thread of its own. If it is damaged, it is read no
     * more from then on.
     */
    private void verifyIfLarge() {
        Snapshot snapshot = snapshot();
        DirectoryReader reader = (DirectoryReader) snapshot.searcher().getIndexReader();
        try {
            if (snapshot.commit().equals(lastVerified) || Integrity.isSmall(reader)) {
                snapshot.close();
                return;
            }
        } catch (IOException e) {
            snapshot.close();
            throw IndexFailure.reading(path, e);
        }
        lastVerified = snapshot.commit();
        Thread.ofPlatform().daemon().name("index-verification").start(() -> {
            try (snapshot) {
                Integrity.check(path, reader);
            } catch (IndexException e) {
                damage = new Damage(snapshot.commit(), e);
                LOG.log(System.Logger.Level.ERROR, "{0}", e.getMessage());
            }
        });
    }

    private static IndexException closed(AlreadyClosedException cause) {
        return new IndexException("The index was closed, and can be asked nothing any more; open it again.", cause);
    }

    private void refreshIfDue() {
        long now = System.nanoTime();
        long last = refreshed.get();
        if (now - last >= refreshNanos && !Thread.currentThread().isInterrupted()
                && refreshed.compareAndSet(last, now)) {
            refresh();
        }
    }

    /**
     * A commit that cannot be read now is tried again later; until then the one that is open is good. A problem is logged once, not
     * each time that it is met.
     */
    private void refresh() {
        try {
            commit.maybeRefresh();
            if (problem.getAndSet(null) != null) {
                LOG.log(System.Logger.Level.INFO, "The index in {0} can be read again.", path);
            }
        } catch (AlreadyClosedException e) {
            // Told to whoever takes a snapshot.
            problem.set(null);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (IndexFailure.isInterrupted(e)) {
                return;
            }
            IndexException told = IndexFailure.reading(path, e);
            IndexException before = problem.getAndSet(told);
            if (before == null || !before.getMessage().equals(told.getMessage())) {
                LOG.log(System.Logger.Level.WARNING, "{0} Until then the commit that is open is read on.",
                        told.getMessage());
            }
        }
    }

    /**
     * What keeps the newest commit from being read: the folder was deleted, another version wrote to it, or it is damaged. What was open
     * before is read on.
     *
     * @return empty if all is well
     * @throws IndexException if this is closed
     */
    public Optional<IndexException> problem() {
        refreshIfDue();
        try (Snapshot open = new Snapshot(path, commit.acquire())) {
            LOG.log(System.Logger.Level.TRACE, "asked about {0}", open.commit());
        } catch (AlreadyClosedException e) {
            throw closed(e);
        } catch (IOException e) {
            throw IndexFailure.reading(path, e);
        }
        return Optional.ofNullable(problem.get()).or(() -> Optional.ofNullable(damage.found()));
    }

    @Override
    public void close() {
        try {
            commit.close();
        } catch (IOException e) {
            throw IndexFailure.reading(path, e);
        }
    }

    /** One commit of the index, to be read to the end and closed. */
    public static final class Snapshot implements AutoCloseable {
        private final Path path;
        private final CardReader searcher;
        private final AtomicBoolean isClosed = new AtomicBoolean();

        private Snapshot(Path path, CardReader searcher) {
            this.path = path;
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
            return new Snapshot(path, searcher);
        }

        /** Runs that when nobody has the commit open any more: neither the index nor another snapshot. */
        public void whenUnused(Runnable action) {
            searcher.getIndexReader().getReaderCacheHelper().addClosedListener(key -> action.run());
        }

        /** A searcher over the commit; good until this is closed. */
        public CardReader searcher() {
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
         * @throws IndexException if a card cannot be read
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
                throw IndexFailure.reading(path, e);
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

        /**
         * The exception to throw in the place of one that was met while the commit was read: damage and failures to read are an
         * {@link IndexException}, what is about the request stays what it is.
         */
        public RuntimeException failure(Throwable met) {
            if (met.getClass().getName().startsWith("dev.threatcards.")) {
                return (RuntimeException) met;
            }
            if (met instanceof IOException || met instanceof UncheckedIOException || met instanceof InternalError) {
                return IndexFailure.reading(path, met);
            }
            try {
                Integrity.check(path, (DirectoryReader) searcher.getIndexReader());
            } catch (IndexException e) {
                e.addSuppressed(met);
                return e;
            }
            if (met instanceof Error error) {
                throw error;
            }
            return (RuntimeException) met;
        }

        /** The commit's random id, which no other commit of any index has: hexadecimal. */
        public String commit() {
            return searcher.commit();
        }

        /** The name-givers that decks know by uuid. */
        public Map<UUID, String> givers() {
            try {
                return CommitData.givers(CardReader.userData((DirectoryReader) searcher.getIndexReader()));
            } catch (IOException e) {
                throw IndexFailure.reading(path, e);
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
                throw IndexFailure.reading(path, e);
            }
        }
    }
}
