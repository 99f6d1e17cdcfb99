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
import org.apache.lucene.util.bkd.BKDConfig;

import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.error.IndexException;
import dev.threatcards.error.ThreatCardsException;

/**
 * An index that is open for reading. It sees a newer commit, of this process or another, after {@link #REFRESH_NANOS} at most; each
 * {@link Snapshot} stays on one commit. Thread-safe.
 */
public final class CardIndex implements AutoCloseable {

    /** The time between two checks for a newer commit, each of which lists the folder. */
    private static final long REFRESH_NANOS = 500_000_000L;

    /** The path of an index in memory, for messages. */
    private static final Path MEMORY = Path.of("memory");

    private static final System.Logger LOG = System.getLogger(CardIndex.class.getName());

    private final Path path;
    private final CurrentCommit commit;
    private final long refreshNanos;
    private final AtomicLong refreshed = new AtomicLong(System.nanoTime());
    /** Why the newest commit cannot be opened, while an older one is open. */
    private final AtomicReference<IndexException> problem = new AtomicReference<>();

    /** The damage that the verification of a large commit found, which runs while the commit is in use. */
    private volatile Damage damage = new Damage("", null);
    private volatile String lastVerified = "";

    private record Damage(String commit, IndexException found) {
    }

    private CardIndex(Path path, CurrentCommit commit, long refreshNanos) {
        this.path = path;
        this.commit = commit;
        this.refreshNanos = refreshNanos;
    }

    /**
     * Whether the folder has an index, readable or not.
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
        try (Directory directory = FSDirectory.open(path)) {
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
        CardIndex index = open(path, REFRESH_NANOS);
        index.verifyIfLarge();
        return index;
    }

    /**
     * Opens the index in the folder for a program that ends after a few searches: a large index is not verified in the background.
     *
     * @throws IndexException if there is none, if it is from another version, or if it is damaged
     */
    public static CardIndex openBriefly(Path path) {
        return open(path, REFRESH_NANOS);
    }

    /** Opens the index in the folder, and checks for a newer commit at most this often. */
    static CardIndex open(Path path, long refreshNanos) {
        if (!exists(path)) {
            throw IndexFailure.absent(path);
        }
        IndexRebuild.ifOlder(path);
        try {
            return new CardIndex(path, new CurrentCommit(path), refreshNanos);
        } catch (IOException | RuntimeException | AssertionError e) {
            throw IndexFailure.reading(path, e);
        }
    }

    /**
     * Verifies the checksums of every file of the newest commit and of every card in it.
     *
     * @return the number of cards
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
     * Creates an index in memory and opens it. Closing it deletes it.
     *
     * @param writing puts the cards and commits them
     */
    public static CardIndex inMemory(Consumer<CardIndexWriter> writing) {
        Directory memory = new ByteBuffersDirectory();
        try {
            try (CardIndexWriter writer = CardIndexWriter.open(MEMORY, leftOpen(memory))) {
                writing.accept(writer);
            }
            return new CardIndex(MEMORY, CurrentCommit.inMemory(MEMORY, memory), REFRESH_NANOS);
        } catch (IOException e) {
            throw IndexFailure.reading(MEMORY, e);
        }
    }

    /** The writer closes its directory, and a directory in memory loses its files when it is closed. */
    private static Directory leftOpen(Directory directory) {
        return new FilterDirectory(directory) {
            @Override
            public void close() {
                // The reader closes the directory.
            }
        };
    }

    /** Loads the classes that opening an index needs. */
    public static void prepare() {
        // Initializes comparators of byte arrays, which takes the most time.
        BKDConfig.of(1, 1, Long.BYTES, BKDConfig.DEFAULT_MAX_POINTS_IN_LEAF_NODE);
        Codec.getDefault();
    }

    /**
     * The newest commit. Close the snapshot after use.
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
     * Verifies a commit that was too large to be verified when it was opened, on a thread of its own. If it is damaged, no snapshot of it
     * is given out any more.
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
     * Opens a newer commit if there is one. If that fails, the commit that is open stays in use and the next refresh tries again. The same
     * problem is logged once.
     */
    private void refresh() {
        try {
            commit.maybeRefresh();
            if (problem.getAndSet(null) != null) {
                LOG.log(System.Logger.Level.INFO, "The index in {0} can be read again.", path);
            }
        } catch (AlreadyClosedException e) {
            // Whoever takes a snapshot gets the exception.
            problem.set(null);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (IndexFailure.isInterrupted(e)) {
                return;
            }
            IndexException found = IndexFailure.reading(path, e);
            IndexException before = problem.getAndSet(found);
            if (before == null || !before.getMessage().equals(found.getMessage())) {
                LOG.log(System.Logger.Level.WARNING, "{0} Until then the commit that is open is read on.",
                        found.getMessage());
            }
        }
    }

    /**
     * Why the newest commit cannot be read: the folder was deleted, another version wrote to it, or it is damaged. The commit that was open
     * before stays in use.
     *
     * @return empty if there is no problem
     * @throws IndexException if this is closed
     */
    public Optional<IndexException> problem() {
        refreshIfDue();
        try {
            commit.release(commit.acquire());
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
         * Another snapshot of the same commit, which is closed on its own.
         *
         * @throws IndexException if this is closed
         */
        public Snapshot share() {
            if (isClosed.get() || !searcher.getIndexReader().tryIncRef()) {
                throw closed(null);
            }
            return new Snapshot(path, searcher);
        }

        /** Runs the action when the commit is no longer open, neither in the index nor in any snapshot. */
        public void whenUnused(Runnable action) {
            searcher.getIndexReader().getReaderCacheHelper().addClosedListener(key -> action.run());
        }

        /** The searcher over the commit, usable until this is closed. */
        public CardReader searcher() {
            return searcher;
        }

        /** Receives cards. */
        public interface Reading {
            /** Receives the next card. */
            void card(MergedCard card) throws IOException;
        }

        /**
         * Reads the cards of the documents one after the other, with their sources.
         *
         * @throws IOException if the reading does
         * @throws IndexException if a card cannot be read
         */
        public void each(Iterable<Integer> documents, Reading reading) throws IOException {
            Provenance provenance = provenance();
            StoredCards stored = new StoredCards(searcher.getIndexReader());
            for (int document : documents) {
                reading.card(card(stored, document, provenance));
            }
        }

        private MergedCard card(StoredCards stored, int document, Provenance provenance) {
            try {
                return stored.merged(document, provenance::deck);
            } catch (IOException e) {
                throw IndexFailure.reading(path, e);
            }
        }

        /** The cards of the documents, with their sources. */
        public List<MergedCard> cards(List<Integer> documents) throws IOException {
            List<MergedCard> cards = new ArrayList<>();
            each(documents, cards::add);
            return cards;
        }

        /**
         * Converts an exception that occurred while the commit was read. Damage and read errors become an {@link IndexException};
         * exceptions about the request stay as they are.
         */
        public RuntimeException failure(Throwable failure) {
            if (failure instanceof ThreatCardsException known) {
                return known;
            }
            if (failure instanceof IOException || failure instanceof UncheckedIOException
                    || failure instanceof InternalError) {
                return IndexFailure.reading(path, failure);
            }
            try {
                Integrity.check(path, (DirectoryReader) searcher.getIndexReader());
            } catch (IndexException e) {
                e.addSuppressed(failure);
                return e;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }

        /** The commit's random id, which no other commit of any index has: hexadecimal. */
        public String commit() {
            return searcher.commit();
        }

        /** The name-givers by uuid. */
        public Map<UUID, String> givers() {
            try {
                return CommitData.givers(CardReader.userData((DirectoryReader) searcher.getIndexReader()));
            } catch (IOException e) {
                throw IndexFailure.reading(path, e);
            }
        }

        /** The provenance of the cards. */
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
