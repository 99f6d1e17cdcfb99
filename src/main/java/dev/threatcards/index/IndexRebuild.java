package dev.threatcards.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.Bits;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.error.IndexException;

/**
 * Rebuilds an index in its folder from the cards that its newest commit stores, if an older version wrote it or it is damaged. The commit of
 * the new index replaces the old one at once, so that readers of the old one go on and a process that dies leaves it as it was. Only the
 * stored cards are read, so that damage elsewhere does no harm.
 */
public final class IndexRebuild {

    /** How long to wait for another process that writes to the index, perhaps the same rebuild. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(60);
    private static final long WAIT_MILLIS = 100;

    private static final System.Logger LOG = System.getLogger(IndexRebuild.class.getName());

    /**
     * The result of a rebuild.
     *
     * @param cards the number of cards in the new index
     * @param lost the number of cards that could not be read
     */
    public record Result(int cards, int lost) {
    }

    private final Path path;
    private final Map<String, Deck> decks = new HashMap<>();
    private int lost;

    private IndexRebuild(Path path) {
        this.path = path;
    }

    /**
     * Rebuilds the index if an older version wrote it.
     *
     * @return whether it was rebuilt
     * @throws IndexException if the index can neither be read nor be rebuilt; it is unchanged then
     */
    static boolean ifOlder(Path path) {
        if (!isOlder(path)) {
            return false;
        }
        LOG.log(System.Logger.Level.WARNING,
                "The index in {0} was written by an older version; it is rebuilt from the cards that it stores.", path);
        long deadline = System.nanoTime() + LONGEST_WAIT;
        while (true) {
            try {
                Result result = new IndexRebuild(path).run();
                if (result.lost() > 0) {
                    LOG.log(System.Logger.Level.WARNING,
                            "{0} of its cards could not be read and are lost; ingest its decks again.",
                            Integer.toString(result.lost()));
                }
                return true;
            } catch (LockObtainFailedException e) {
                if (System.nanoTime() > deadline) {
                    throw IndexFailure.writing(path, e);
                }
                waitForOther();
                if (!isOlder(path)) {
                    return true;
                }
            } catch (IOException | RuntimeException | AssertionError e) {
                throw cannot(path, e);
            }
        }
    }

    private static void waitForOther() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexException("The thread was interrupted while it waited for another process that rebuilds the"
                    + " index; there is nothing wrong with the index.", e);
        }
    }

    private static IndexException cannot(Path path, Throwable failure) {
        IndexException cause = IndexFailure.writing(path, failure);
        return new IndexException("The index in " + path
                + " was written by an older version, and could not be rebuilt from the cards that it stores. "
                + cause.getMessage(), failure);
    }

    private static boolean isOlder(Path path) {
        try (Directory directory = FSDirectory.open(path)) {
            return DirectoryReader.indexExists(directory)
                    && Schema.of(SegmentInfos.readLatestCommit(directory).getUserData()) == Schema.OLDER;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw IndexFailure.reading(path, e);
        }
    }

    /**
     * Rebuilds the index from the stored cards that can be read.
     *
     * @throws IndexException if no card can be read, the folder cannot be written to, or there is no index; it is unchanged then
     */
    public static Result of(Path path) {
        if (!CardIndex.exists(path)) {
            throw IndexFailure.absent(path);
        }
        try {
            return new IndexRebuild(path).run();
        } catch (LockObtainFailedException e) {
            throw IndexFailure.writing(path, e);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!IndexFailure.isDamage(e) || e instanceof IndexException) {
                throw IndexFailure.writing(path, e);
            }
            throw new IndexException("No card of the index in " + path + " can be read (" + IndexFailure.detail(e)
                    + "); delete the folder and ingest its decks again.", e);
        }
    }

    private Result run() throws IOException {
        // The writer is opened first, because nobody else commits while it holds the lock.
        try (CardIndexWriter writer = CardIndexWriter.create(path); Directory directory = FSDirectory.open(path)) {
            SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
            Schema.requireReadable(Schema.of(commit.getUserData()), path);
            Provenance provenance = CommitData.provenance(commit.getUserData());
            provenance.decks().forEach(counts -> decks.put(counts.deck().id(), counts.deck()));
            CommitData.givers(commit.getUserData()).forEach(writer::putGiver);
            decks.values().forEach(writer::putDeck);
            for (SegmentCommitInfo segment : commit) {
                copy(directory, segment, writer);
            }
            lost += writer.rejects().size();
            int cards = writer.count(CardIndexWriter.Outcome.ADDED);
            if (cards == 0 && lost > 0) {
                throw new IndexException("No card of the index in " + path
                        + " can be read; delete the folder and ingest its decks again.", null);
            }
            writer.commitRebuilt(provenance);
            return new Result(cards, lost);
        }
    }

    /** Puts the readable cards of a segment. */
    private void copy(Directory directory, SegmentCommitInfo segment, CardIndexWriter writer) throws IOException {
        SegmentInfo info = segment.info;
        Codec codec = info.getCodec();
        List<Closeable> opened = new ArrayList<>();
        int left = info.maxDoc() - segment.getDelCount();
        try {
            Directory files = directory;
            if (info.getUseCompoundFile()) {
                files = codec.compoundFormat().getCompoundReader(directory, info);
                opened.add(files);
            }
            FieldInfos fields = codec.fieldInfosFormat().read(files, info, "", IOContext.READONCE);
            DocValuesProducer values = codec.docValuesFormat()
                    .fieldsProducer(new SegmentReadState(files, info, fields, IOContext.DEFAULT));
            opened.add(values);
            Bits live = segment.hasDeletions() ? live(codec, directory, segment) : null;
            for (int document = 0; document < info.maxDoc(); document++) {
                if (live == null || live.get(document)) {
                    MergedCard card = card(values, fields, document);
                    if (card == null && isOperation(values, fields, document)) {
                        // Made anew from its card.
                        left--;
                    } else if (card != null) {
                        card.sources().forEach(source -> writer.putDeckIfUnknown(deck(source.deck().id())));
                        writer.put(card);
                        left--;
                    }
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!IndexFailure.isDamage(e) || e instanceof IndexException) {
                throw e;
            }
            // The rest of the segment is counted as lost below.
            LOG.log(System.Logger.Level.DEBUG, "segment cannot be read", e);
        } finally {
            for (Closeable each : opened.reversed()) {
                each.close();
            }
        }
        lost += Math.max(0, left);
    }

    /** The documents that are not deleted; null, which means all of them, if that cannot be read. */
    private static Bits live(Codec codec, Directory directory, SegmentCommitInfo segment) throws IOException {
        try {
            return codec.liveDocsFormat().readLiveDocs(directory, segment, IOContext.READONCE);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!IndexFailure.isDamage(e)) {
                throw e;
            }
            return null;
        }
    }

    /** The card of the document; null if it cannot be read. */
    private MergedCard card(DocValuesProducer values, FieldInfos fields, int document) throws IOException {
        try {
            // A new iterator each time, because a failure may leave the last one anywhere.
            BinaryDocValues cards = values.getBinary(fields.fieldInfo(CardFields.CARD));
            return cards.advanceExact(document) ? CardCodec.decodeAnyForm(cards.binaryValue(), this::deck) : null;
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!IndexFailure.isDamage(e)) {
                throw e;
            }
            return null;
        }
    }

    private static boolean isOperation(DocValuesProducer values, FieldInfos fields, int document) throws IOException {
        FieldInfo place = fields.fieldInfo(CardFields.OPERATION_PLACE);
        try {
            return place != null && values.getNumeric(place).advanceExact(document);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!IndexFailure.isDamage(e)) {
                throw e;
            }
            return false;
        }
    }

    /** The deck with that id. If the commit does not know it, a deck of which only the id is known. */
    private Deck deck(String id) {
        return decks.computeIfAbsent(id, unknown -> new Deck(unknown, unknown, unknown, CardDate.NONE,
                Deck.Extent.PAGES, "", "unknown", "unknown", ""));
    }
}
