package dev.threatcards.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Changes;
import dev.threatcards.card.Changes.Some;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.card.Reject;
import dev.threatcards.error.IndexException;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WellFormedText;

/**
 * One run of writing cards: all of it becomes visible with {@link #commit}, or none of it does. Closing without a commit,
 * or the death of the process, leaves the index as it was. What was put can be read again in the same run.
 *
 * <p>For use by one thread.
 */
public final class CardIndexWriter implements AutoCloseable {

    /** What became of a card. */
    public enum Outcome {
        ADDED, CHANGED, UNCHANGED
    }

    /** Bytes of cards that are held in memory before they can be read from the index itself: each time that makes segments. */
    private static final long MOST_HELD = 64L << 20;

    /** Documents in memory before they become a segment, in MB. */
    private static final int BUFFER = 128;

    /** An index of fewer documents is one segment: each costs a search as much as some thousand cards. */
    private static final int SMALL = 50_000;

    /** And one of fewer than these, where most of it has just been written: to merge it takes an eighth of the time that that took. */
    private static final int MIDDLING = 500_000;

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final Documents documents;
    private final WritingLanes lanes = new WritingLanes();
    private final DirectoryReader before;
    private final Provenance beforeProvenance;
    private final Map<String, Deck> decks = new TreeMap<>();
    private final Map<UUID, String> givers;
    private final Map<UUID, Outcome> outcomes = new LinkedHashMap<>();
    /** Cards that could not be indexed, told by the threads that write. */
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Refusal> refused = new LinkedHashMap<>();
    /** Whether {@link #held} may say what the index does not: of a card that was refused. */
    private boolean isHeldDoubtful;
    /** Cards put since {@link #now} was opened, as they are stored; null for one that was removed. */
    private final Map<UUID, BytesRef> held = new HashMap<>();
    private long heldBytes;
    private DirectoryReader now;
    private NewFolder folder = NewFolder.NONE;
    private boolean committed;

    /** How a card becomes a document. */
    interface Documents {
        Document of(MergedCard card, BytesRef stored, CardAnalysis analysis) throws IOException;
    }

    /** A card that cannot be indexed, and why. */
    private record Refusal(UUID uuid, Reject reject) {

        private static final int LONGEST_NAME = 100;

        static Refusal of(MergedCard card, String location, Throwable cause) {
            return new Refusal(card.uuid(), new Reject(location,
                    "card \"" + WellFormedText.cut(card.card().name(), LONGEST_NAME) + "\" (" + card.uuid() + ")",
                    "It cannot be indexed: " + IndexFailure.detail(cause) + "."));
        }
    }

    private CardIndexWriter(Path path, Directory directory, IndexWriter writer, Documents documents)
            throws IOException {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
        this.documents = documents;
        before = DirectoryReader.open(writer);
        now = before;
        Map<String, String> data = userData();
        beforeProvenance = CommitData.provenance(data);
        beforeProvenance.decks().forEach(deck -> decks.put(deck.deck().id(), deck.deck()));
        givers = CommitData.givers(data);
    }

    /**
     * Begins a run. The folder is made if it does not exist.
     *
     * @throws IndexException if the folder cannot be written to, another run is writing, or what is in it cannot be read
     */
    public static CardIndexWriter open(Path path) {
        NewFolder folder = NewFolder.at(path);
        try {
            Files.createDirectories(path);
            IndexRebuild.ifOlder(path);
            CardIndexWriter writer = open(path, FSDirectory.open(path));
            writer.folder = folder;
            return writer;
        } catch (IOException | RuntimeException | AssertionError e) {
            folder.deleteUnlessUsed();
            throw IndexFailure.writing(path, e);
        }
    }

    /** Begins a run whose commit takes the place of all that the index has. */
    static CardIndexWriter create(Path path) throws IOException {
        return open(path, FSDirectory.open(path), OpenMode.CREATE, CardDocument::of);
    }

    /** Begins a run in the directory, which is closed with it; the path is for messages. */
    static CardIndexWriter open(Path path, Directory directory) throws IOException {
        return open(path, directory, CardDocument::of);
    }

    /** The same, with other documents. */
    static CardIndexWriter open(Path path, Directory directory, Documents documents) throws IOException {
        return open(path, directory, OpenMode.CREATE_OR_APPEND, documents);
    }

    private static CardIndexWriter open(Path path, Directory directory, OpenMode mode, Documents documents)
            throws IOException {
        IndexWriter writer = null;
        try {
            if (mode != OpenMode.CREATE && DirectoryReader.indexExists(directory)) {
                Schema.requireCurrent(path, SegmentInfos.readLatestCommit(directory).getUserData());
            }
            writer = new IndexWriter(directory, new IndexWriterConfig(CardAnalyzer.INSTANCE).setOpenMode(mode)
                    .setCommitOnClose(false).setRAMBufferSizeMB(BUFFER));
            CardIndexWriter run = new CardIndexWriter(path, directory, writer, documents);
            Integrity.checkSmall(path, run.before);
            return run;
        } catch (IOException | RuntimeException | AssertionError e) {
            try (Directory toClose = directory; IndexWriter begun = writer) {
                throw e;
            }
        }
    }

    private Map<String, String> userData() {
        Map<String, String> data = new LinkedHashMap<>();
        if (writer.getLiveCommitData() != null) {
            writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /** The name-givers that are known by uuid, those of earlier runs included. */
    public Map<UUID, String> givers() {
        return Collections.unmodifiableMap(givers);
    }

    /** Makes a name-giver known, for good. */
    public void putGiver(UUID uuid, String name) {
        givers.put(uuid, WellFormedText.of(name));
    }

    /** The deck of that id, as it is known now. */
    public Optional<Deck> deck(String id) {
        return Optional.ofNullable(decks.get(id));
    }

    /** Whether the index had cards of that deck before this run. */
    public boolean isFromBefore(String deck) {
        return beforeProvenance.decks().stream().anyMatch(counts -> counts.deck().id().equals(deck));
    }

    /** The deck of that id, as the index had it before this run. */
    public Deck deckBefore(String id) {
        return beforeProvenance.deck(id);
    }

    /** Makes a deck known, in the place of the one with its id. */
    public void putDeck(Deck deck) {
        Deck wellFormed = CardCodec.wellFormed(deck);
        decks.put(wellFormed.id(), wellFormed);
    }

    /** Makes a deck known unless one of its id is. */
    void putDeckIfUnknown(Deck deck) {
        decks.putIfAbsent(deck.id(), deck);
    }

    /** What a deck says as the index would keep it: a lone surrogate in any text is U+FFFD. */
    public static DeckCard wellFormed(DeckCard says) {
        return CardCodec.wellFormed(says);
    }

    /** The card of that uuid, as this run has left it. */
    public Optional<MergedCard> card(UUID uuid) {
        try {
            return Optional.ofNullable(stored(uuid)).map(stored -> CardCodec.decode(stored, decks::get));
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    private BytesRef stored(UUID uuid) throws IOException {
        takeRefusals();
        if (isHeldDoubtful && refused.containsKey(uuid)) {
            refresh();
        }
        return held.containsKey(uuid) ? held.get(uuid) : stored(now, uuid);
    }

    /** A card that was refused is in the index as it was before, or not at all. */
    private void takeRefusals() {
        for (Refusal next = refusals.poll(); next != null; next = refusals.poll()) {
            refused.put(next.uuid(), next);
            isHeldDoubtful = true;
        }
    }

    private static BytesRef stored(DirectoryReader reader, UUID uuid) throws IOException {
        ScoreDoc[] found = new IndexSearcher(reader).search(new TermQuery(new Term(CardFields.UUID, uuid.toString())),
                1).scoreDocs;
        return found.length == 0 ? null : StoredCards.bytes(reader, found[0].doc);
    }

    /**
     * Puts a card in the place of the one with its uuid. One that is equal to the one in the index is not written again. Its
     * decks have to be known. One that cannot be indexed is among the {@link #rejects}, and the index keeps what it had.
     */
    public void put(MergedCard card) {
        put(card, card.sources().isEmpty() ? "" : card.sources().getFirst().deck().location());
    }

    /**
     * The same.
     *
     * @param location what it was read from, for a reject
     */
    public void put(MergedCard card, String location) {
        try {
            BytesRef bytes;
            MergedCard kept;
            try {
                CardCodec.Encoded encoded = CardCodec.encoded(card);
                bytes = encoded.bytes();
                kept = encoded.isAsGiven() ? card : CardCodec.decode(bytes, decks::get);
            } catch (RuntimeException | StackOverflowError e) {
                refusals.add(Refusal.of(card, location, e));
                return;
            }
            UUID uuid = card.uuid();
            BytesRef known = stored(uuid);
            outcomes.put(uuid, outcome(kept.card(), outcomes.containsKey(uuid) ? stored(before, uuid) : known));
            if (!bytes.equals(known)) {
                lanes.write(uuid, analysis -> write(kept, bytes, known == null, location, analysis));
                hold(uuid, bytes);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    /** Writes a card; an exception that is about the card alone sets it aside, and the others are written. */
    private void write(MergedCard card, BytesRef bytes, boolean isNew, String location, CardAnalysis analysis)
            throws IOException {
        Document document;
        try {
            document = documents.of(card, bytes, analysis);
        } catch (RuntimeException | StackOverflowError e) {
            refusals.add(Refusal.of(card, location, e));
            return;
        }
        try {
            if (isNew) {
                // Nothing has to be looked for that it would take the place of.
                writer.addDocument(document);
            } else {
                writer.updateDocument(new Term(CardFields.UUID, card.uuid().toString()), document);
            }
        } catch (RuntimeException e) {
            if (writer.getTragicException() != null || !writer.isOpen() || IndexFailure.isInterrupted(e)) {
                throw e;
            }
            refusals.add(Refusal.of(card, location, e));
        }
    }

    /** The cards of this run that could not be indexed; waits for those that are being written. */
    public List<Reject> rejects() {
        try {
            refresh();
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
        return refused.values().stream().map(Refusal::reject).toList();
    }

    /** Whether the card itself says something else than before: an edition's date alone is no change of it. */
    private static Outcome outcome(Card card, BytesRef before) {
        if (before == null) {
            return Outcome.ADDED;
        }
        return CardCodec.card(before).equals(card) ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    /** Takes a card out of the index. */
    public void remove(UUID uuid) {
        try {
            lanes.write(uuid, analysis -> writer.deleteDocuments(new Term(CardFields.UUID, uuid.toString())));
            outcomes.remove(uuid);
            hold(uuid, null);
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    private void hold(UUID uuid, BytesRef bytes) throws IOException {
        held.put(uuid, bytes);
        heldBytes += bytes == null ? 0 : bytes.bytes.length;
        if (heldBytes >= MOST_HELD) {
            refresh();
        }
    }

    private void refresh() throws IOException {
        lanes.await();
        DirectoryReader newer = DirectoryReader.openIfChanged(now, writer);
        if (newer != null) {
            closeNow();
            now = newer;
        }
        held.clear();
        heldBytes = 0;
        takeRefusals();
        isHeldDoubtful = false;
        for (UUID uuid : refused.keySet()) {
            correctOutcome(uuid);
        }
    }

    /** What became of a card that was refused, at least once: it may have been written before or after that. */
    private void correctOutcome(UUID uuid) throws IOException {
        BytesRef left = stored(now, uuid);
        BytesRef found = stored(before, uuid);
        if (left == null || left.equals(found)) {
            outcomes.remove(uuid);
        } else {
            outcomes.put(uuid, outcome(CardCodec.card(left), found));
        }
    }

    private void closeNow() throws IOException {
        if (!now.equals(before)) {
            now.close();
        }
    }

    /** The cards of which decks say something that know them by title alone. */
    public List<MergedCard> titled() {
        return cards(new TermQuery(new Term(CardFields.IDENTITY, CardFields.TITLED)));
    }

    /** The cards with names from name-givers that their decks know by one of these uuids. */
    public List<MergedCard> namedBy(Collection<UUID> givers) {
        return cards(new TermInSetQuery(CardFields.GIVER,
                givers.stream().map(giver -> new BytesRef(giver.toString())).toList()));
    }

    /** The cards of that deck. */
    public List<MergedCard> ofDeck(String id) {
        return cards(new TermQuery(new Term(CardFields.DECK, CardFields.bounded(CardFields.DECK, id))));
    }

    /** The cards that decks know under that title and by uuid. */
    public List<MergedCard> identified(String title, CardReference.Kind kind, String collection) {
        String key = NameKeys.title(title);
        // The terms of long titles and collections are cut, and may be those of others.
        return cards(all(CardFields.TITLE, CardFields.bounded(CardFields.TITLE, key), CardFields.KIND,
                CardFields.kind(kind), CardFields.COLLECTION, CardFields.bounded(CardFields.COLLECTION, collection)))
                .stream()
                .filter(card -> card.card().collection().equals(collection)
                        && card.sources().stream().anyMatch(source -> NameKeys.title(source.card().name()).equals(key)))
                .toList();
    }

    private List<MergedCard> cards(Query query) {
        try {
            if (!held.isEmpty()) {
                refresh();
            }
            List<MergedCard> cards = new ArrayList<>();
            for (ScoreDoc doc : new IndexSearcher(now).search(query, Math.max(1, now.maxDoc())).scoreDocs) {
                cards.add(StoredCards.merged(now, doc.doc, decks::get));
            }
            return cards;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    private static Query all(String... fieldsAndTerms) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < fieldsAndTerms.length; i += 2) {
            all.add(new TermQuery(new Term(fieldsAndTerms[i], fieldsAndTerms[i + 1])), Occur.FILTER);
        }
        return all.build();
    }

    /** How many cards of this run had that outcome. */
    public int count(Outcome outcome) {
        return (int) outcomes.values().stream().filter(outcome::equals).count();
    }

    /**
     * Makes the run visible, all of it at once. Where nothing has changed, nothing is written.
     *
     * @param rejects what the run set aside, to be kept with the index
     * @param gone cards that a deck had before, and that its newer edition lacks
     * @return where the cards of the index come from now
     */
    public Provenance commit(List<Reject> rejects, List<CardReference> gone) {
        try {
            refresh();
            return commit(provenance(rejects, gone));
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    /** Makes a run visible that wrote what the index had: what the last run did and set aside is kept. */
    void commitRebuilt(Provenance last) throws IOException {
        refresh();
        Provenance made = provenance(List.of(), List.of());
        commit(new Provenance(made.collections(), made.decks(), last.rejects(), last.rejectCount(), last.changes()));
    }

    private Provenance commit(Provenance provenance) throws IOException {
        boolean changed = !provenance.equals(beforeProvenance) || !givers.equals(CommitData.givers(userData()));
        if (changed || writer.hasUncommittedChanges()) {
            int written = count(Outcome.ADDED) + count(Outcome.CHANGED);
            if (now.maxDoc() < (2 * written > now.maxDoc() ? MIDDLING : SMALL)) {
                writer.forceMerge(1);
            }
            writer.setLiveCommitData(CommitData.of(provenance, givers).entrySet());
            writer.commit();
        }
        committed = true;
        return provenance;
    }

    private Provenance provenance(List<Reject> rejects, List<CardReference> gone) throws IOException {
        List<DeckCounts> deckCounts = new ArrayList<>();
        Map<String, CollectionCounts> collections = new TreeMap<>();
        for (Deck deck : decks.values()) {
            DeckCounts counts = new DeckCounts(deck, count(CardFields.DECK, deck.id(), CardFields.ACTOR),
                    count(CardFields.DECK, deck.id(), CardFields.TOOL));
            if (counts.actors() + counts.tools() > 0) {
                deckCounts.add(counts);
            }
            CollectionCounts whose = new CollectionCounts(deck.collection(),
                    count(CardFields.COLLECTION, deck.collection(), CardFields.ACTOR),
                    count(CardFields.COLLECTION, deck.collection(), CardFields.TOOL));
            if (whose.actors() + whose.tools() > 0) {
                collections.put(deck.collection(), whose);
            }
        }
        Changes changes = new Changes(some(Outcome.ADDED), some(Outcome.CHANGED), Some.of(gone));
        return new Provenance(List.copyOf(collections.values()), deckCounts,
                rejects.subList(0, Math.min(rejects.size(), CommitData.MOST_REJECTS)), rejects.size(), changes);
    }

    private int count(String field, String term, String kind) throws IOException {
        return new IndexSearcher(now).count(all(field, CardFields.bounded(field, term), CardFields.KIND, kind));
    }

    /** The first of them by uuid, whatever the order in which they came, in the order of their names. */
    private Some some(Outcome outcome) {
        List<UUID> uuids = outcomes.entrySet().stream().filter(entry -> entry.getValue() == outcome)
                .map(Map.Entry::getKey).sorted().toList();
        return new Some(uuids.stream().limit(Some.MOST).flatMap(uuid -> card(uuid).stream()).map(MergedCard::card)
                .map(CardReference::of).sorted(CardReference.BY_NAME).toList(), uuids.size());
    }

    private IndexException failed(Throwable e) {
        return IndexFailure.writing(path, e);
    }

    /** Whether the index has no card, as this run has left it; waits for those that are being written. */
    public boolean isEmpty() {
        try {
            refresh();
            return now.numDocs() == 0;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    /**
     * Ends the run. What was not committed is forgotten and its files are deleted, also after a full disk; a folder that was made for a
     * run which left nothing goes too.
     */
    @Override
    public void close() {
        // An interrupted thread could not delete what it has written.
        boolean isInterrupted = Thread.interrupted();
        try {
            lanes.close();
            try (Directory toClose = directory) {
                end();
            } catch (IOException | RuntimeException | AssertionError e) {
                throw failed(e);
            }
        } finally {
            if (!committed) {
                folder.deleteUnlessUsed();
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end() throws IOException {
        // The readers go first: the writer, as it ends, deletes the files of merged segments that nobody reads any more.
        try (Closeable end = committed ? writer : writer::rollback) {
            closeNow();
            before.close();
        } finally {
            if (!committed && writer.getTragicException() != null) {
                deleteUnreferenced();
            }
        }
    }

    /** A writer that failed has ended already, and left the files that readers held open then. A new one deletes them. */
    private void deleteUnreferenced() throws IOException {
        new IndexWriter(directory, new IndexWriterConfig().setCommitOnClose(false)).rollback();
    }
}
