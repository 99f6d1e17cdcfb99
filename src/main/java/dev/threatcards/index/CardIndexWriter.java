package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.card.Reject;

/**
 * One run of writing cards: all of it becomes visible with {@link #commit}, or none of it does. Closing without a commit,
 * or the death of the process, leaves the index as it was.
 *
 * <p>For use by one thread.
 */
public final class CardIndexWriter implements AutoCloseable {

    /** What became of a card. */
    public enum Outcome {
        ADDED, CHANGED, UNCHANGED
    }

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final DirectoryReader before;
    private final Provenance beforeProvenance;
    private final Map<String, Deck> decks = new LinkedHashMap<>();
    private final Map<String, BytesRef> written = new LinkedHashMap<>();
    private boolean committed;

    private CardIndexWriter(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path);
        directory = FSDirectory.open(path);
        IndexWriterConfig config = new IndexWriterConfig(CardAnalyzer.INSTANCE)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND).setCommitOnClose(false);
        if (DirectoryReader.indexExists(directory)) {
            CardIndex.requireCurrent(path, SegmentInfos.readLatestCommit(directory).getUserData());
        }
        writer = new IndexWriter(directory, config);
        before = DirectoryReader.open(writer);
        beforeProvenance = CommitData.provenance(userData());
    }

    /**
     * Begins a run. The folder is made if it does not exist.
     *
     * @throws IndexException if the folder cannot be written to, another run is writing, or what is in it cannot be read
     */
    public static CardIndexWriter open(Path path) {
        try {
            return new CardIndexWriter(path);
        } catch (LockObtainFailedException e) {
            throw new IndexException(
                    "Another process is writing to the index in " + path + "; wait for it, or name another --index.",
                    e);
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new IndexException(path + " is a file, and an index is a folder; name another --index.", e);
        } catch (AccessDeniedException e) {
            throw new IndexException("Not allowed to write to " + path + "; name another --index.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw CardIndex.unreadable(path, e);
        }
    }

    private Map<String, String> userData() {
        Map<String, String> data = new LinkedHashMap<>();
        if (writer.getLiveCommitData() != null) {
            writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /**
     * Puts a card in the place of the one with its uuid. A card that is equal to the one in the index, from the same deck,
     * is not written again. If a run has two cards of one uuid, the later one stays.
     */
    public Outcome put(Card card, Deck deck) {
        decks.put(deck.id(), deck);
        String uuid = card.uuid().toString();
        BytesRef stored = CardCodec.encode(new StoredCard(card, deck.id()));
        try {
            BytesRef known = written.containsKey(uuid) ? written.get(uuid) : storedBefore(uuid);
            if (stored.equals(known)) {
                return Outcome.UNCHANGED;
            }
            writer.updateDocument(new Term(CardFields.UUID, uuid), CardDocument.of(card, deck.id(), stored));
            written.put(uuid, stored);
            return known == null ? Outcome.ADDED : Outcome.CHANGED;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private BytesRef storedBefore(String uuid) throws IOException {
        IndexSearcher searcher = new IndexSearcher(before);
        TopDocs found = searcher.search(new TermQuery(new Term(CardFields.UUID, uuid)), 1);
        return found.scoreDocs.length == 0 ? null : StoredCards.bytes(before, found.scoreDocs[0].doc);
    }

    /**
     * Makes the run visible, all of it at once. Where nothing has changed, nothing is written.
     *
     * @param rejects what the run set aside, to be kept with the index
     * @return where the cards of the index come from now
     */
    public Provenance commit(List<Reject> rejects) {
        try {
            Provenance now = provenance(rejects);
            if (!now.equals(beforeProvenance) || writer.hasUncommittedChanges()) {
                writer.setLiveCommitData(CommitData.of(now).entrySet());
                writer.commit();
            }
            committed = true;
            return now;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Provenance provenance(List<Reject> rejects) throws IOException {
        Map<String, Deck> all = new LinkedHashMap<>();
        beforeProvenance.decks().forEach(deck -> all.put(deck.deck().id(), deck.deck()));
        all.putAll(decks);
        List<DeckCounts> counts = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (Deck deck : all.values()) {
                DeckCounts count = new DeckCounts(deck, count(searcher, deck, CardFields.ACTOR),
                        count(searcher, deck, CardFields.TOOL));
                if (count.actors() + count.tools() > 0) {
                    counts.add(count);
                }
            }
        }
        return new Provenance(counts, rejects.subList(0, Math.min(rejects.size(), CommitData.MOST_REJECTS)),
                rejects.size());
    }

    private static int count(IndexSearcher searcher, Deck deck, String kind) throws IOException {
        return searcher
                .count(new BooleanQuery.Builder().add(new TermQuery(new Term(CardFields.DECK, deck.id())), Occur.FILTER)
                        .add(new TermQuery(new Term(CardFields.KIND, kind)), Occur.FILTER).build());
    }

    private IndexException failed(IOException e) {
        return new IndexException(
                "Writing the index in " + path + " failed (" + e.getMessage() + "); it holds what it held before.", e);
    }

    /** Ends the run; what was not committed is forgotten. */
    @Override
    public void close() {
        try (Directory toClose = directory; DirectoryReader reader = before) {
            if (committed) {
                writer.close();
            } else {
                writer.rollback();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
