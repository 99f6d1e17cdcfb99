package dev.threatcards.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

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
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Editions;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.card.Provenance.DeckCounts;
import dev.threatcards.card.Reject;
import dev.threatcards.error.IndexException;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WellFormedText;

/**
 * Writes cards in one run, of which {@link #commit} makes everything visible at once. If the run is closed without a commit, or the process
 * dies, the index stays as it was. The run reads its own uncommitted cards. For use by one thread.
 */
public final class CardIndexWriter implements AutoCloseable {

    /** What a run did with a card. */
    public enum Outcome {
        ADDED, CHANGED, UNCHANGED
    }

    /** The most bytes of written cards that are held in memory; more make Lucene write a segment to read them from. */
    private static final long MOST_HELD = 64L << 20;

    /** The buffer of the writer before it writes a segment, in MB. */
    private static final int BUFFER = 128;

    /** An index with fewer cards is merged to one segment: each segment costs a search as much as some thousand cards. */
    private static final int SMALL = 50_000;

    /** The same for a run that wrote most of the index, because merging then takes an eighth of the time of the run. */
    private static final int MIDDLING = 500_000;

    private static final int LONGEST_NAME = 100;

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final Documents documents;
    private final CardAnalysis analysis = new CardAnalysis();
    private final DirectoryReader before;
    private final Provenance beforeProvenance;
    private final Editions editionsBefore;
    private final Map<String, Deck> decks = new TreeMap<>();
    private final Map<UUID, String> givers;
    /** The number of rejects of each deck, see {@link DeckCounts#rejects}; of decks that this run read none yet. */
    private final Map<String, Integer> rejectsOfDecks = new HashMap<>();
    /** The ids of the decks of which this run put an edition. */
    private final Set<String> read = new HashSet<>();
    private final Map<UUID, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<UUID, Reject> refused = new LinkedHashMap<>();
    /** The encoded cards that were put since {@link #now} was opened; null for one that was removed. */
    private final Map<UUID, BytesRef> held = new HashMap<>();
    private long heldBytes;
    private DirectoryReader now;
    private NewFolder folder = NewFolder.NONE;
    private boolean committed;

    /** Reads something from the cards of a run. */
    public interface Reading<T> {
        /**
         * Reads it.
         *
         * @throws IOException if the index cannot be read
         */
        T of(CardReader reader) throws IOException;
    }

    /** Makes the documents of a card, its own the last. */
    interface Documents {
        List<Document> of(MergedCard card, BytesRef stored, CardAnalysis analysis) throws IOException;
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
        editionsBefore = beforeProvenance.editions();
        beforeProvenance.decks().forEach(deck -> {
            decks.put(deck.deck().id(), deck.deck());
            rejectsOfDecks.put(deck.deck().id(), deck.rejects());
        });
        givers = CommitData.givers(data);
    }

    /**
     * Begins a run. Creates the folder if it does not exist.
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

    /** Begins a run whose commit replaces the whole index. */
    static CardIndexWriter create(Path path) throws IOException {
        return open(path, FSDirectory.open(path), OpenMode.CREATE, CardDocument::of);
    }

    /** Begins a run in a directory, which the run closes. The path is for messages. */
    static CardIndexWriter open(Path path, Directory directory) throws IOException {
        return open(path, directory, CardDocument::of);
    }

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

    /** The name-givers by uuid, including those of earlier runs. */
    public Map<UUID, String> givers() {
        return Collections.unmodifiableMap(givers);
    }

    /** Adds a name-giver, which later runs know too. */
    public void putGiver(UUID uuid, String name) {
        givers.put(uuid, WellFormedText.of(name));
    }

    /** The deck with that id in this run. */
    public Optional<Deck> deck(String id) {
        return Optional.ofNullable(decks.get(id));
    }

    /** Adds a deck, or replaces the one with its id. */
    public void putDeck(Deck deck) {
        Deck wellFormed = CardCodec.wellFormed(deck);
        decks.put(wellFormed.id(), wellFormed);
        read.add(wellFormed.id());
    }

    /** Adds a deck unless there is one with its id. */
    void putDeckIfUnknown(Deck deck) {
        decks.putIfAbsent(deck.id(), deck);
    }

    /** The card of a deck as the index would store it: with U+FFFD in place of each lone surrogate. */
    public static DeckCard wellFormed(DeckCard says) {
        return CardCodec.wellFormed(says);
    }

    /** The card with that uuid in this run. */
    public Optional<MergedCard> card(UUID uuid) {
        return explained(() -> Optional.ofNullable(stored(uuid)).map(stored -> CardCodec.decode(stored, decks::get)));
    }

    private BytesRef stored(UUID uuid) throws IOException {
        return held.containsKey(uuid) ? held.get(uuid) : stored(now, uuid);
    }

    private static BytesRef stored(DirectoryReader reader, UUID uuid) throws IOException {
        ScoreDoc[] found = new IndexSearcher(reader).search(new TermQuery(new Term(CardFields.UUID, uuid.toString())),
                1).scoreDocs;
        return found.length == 0 ? null : StoredCards.bytes(reader, found[0].doc);
    }

    /**
     * Adds a card or an entry of a mapping file, or replaces the one with its uuid. A card that equals the one in the index is not written again. Its decks have to be
     * known. A card that cannot be indexed becomes one of the {@link #rejects}, and the index keeps what it had.
     */
    public void put(MergedCard card) {
        put(card, card.sources().isEmpty() ? "" : card.sources().getFirst().deck().location());
    }

    /**
     * Adds or replaces a card, see {@link #put(MergedCard)}.
     *
     * @param location where the card was read from, for a reject
     */
    public void put(MergedCard card, String location) {
        try {
            requireNoInterrupt();
            BytesRef bytes;
            MergedCard kept;
            try {
                bytes = CardCodec.encode(asBefore(card));
                kept = CardCodec.decode(bytes, decks::get);
            } catch (RuntimeException | StackOverflowError e) {
                reject(card, location, e);
                return;
            }
            UUID uuid = card.uuid();
            BytesRef known = stored(uuid);
            if (!bytes.equals(known)) {
                if (!write(kept, bytes, known == null, location)) {
                    return;
                }
                hold(uuid, bytes);
            }
            if (!CardDocument.isMapping(kept)) {
                outcomes.put(uuid, outcome(kept.card(), outcomes.containsKey(uuid) ? stored(before, uuid) : known));
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    /** The card, dropped if it was before and is so still, which spares the update at the end of the run. */
    private MergedCard asBefore(MergedCard card) throws IOException {
        if (editionsBefore.status(card) != EditionStatus.DROPPED) {
            return card;
        }
        BytesRef known = stored(card.uuid());
        return known != null && CardCodec.card(known).edition() == EditionStatus.DROPPED
                ? card.with(EditionStatus.DROPPED)
                : card;
    }

    /** Writes a card. If the card itself is the cause of an exception, rejects it and returns false. */
    private boolean write(MergedCard card, BytesRef bytes, boolean isNew, String location) throws IOException {
        try {
            List<Document> block = documents.of(card, bytes, analysis);
            if (isNew) {
                // Spares the search for documents to replace.
                writer.addDocuments(block);
            } else {
                writer.updateDocuments(new Term(CardFields.BLOCK, card.uuid().toString()), block);
            }
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            if (writer.getTragicException() != null || !writer.isOpen() || IndexFailure.isInterrupted(e)) {
                throw e;
            }
            reject(card, location, e);
            return false;
        }
    }

    private void reject(MergedCard card, String location, Throwable cause) {
        refused.put(card.uuid(),
                new Reject(location,
                        "card \"" + WellFormedText.cut(card.card().name(), LONGEST_NAME) + "\" (" + card.uuid() + ")",
                        "It cannot be indexed: " + IndexFailure.detail(cause) + "."));
    }

    /** The cards of this run that could not be indexed. */
    public List<Reject> rejects() {
        return List.copyOf(refused.values());
    }

    /** Compares the cards without their sources: a newer date of a deck alone is no change, nor that a newer edition lacks the card. */
    private static Outcome outcome(Card card, BytesRef before) {
        if (before == null) {
            return Outcome.ADDED;
        }
        return undropped(CardCodec.card(before)).equals(undropped(card)) ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    private static Card undropped(Card card) {
        return card.edition() == EditionStatus.DROPPED ? card.with(EditionStatus.CURRENT) : card;
    }

    /** Removes a card from the index. */
    public void remove(UUID uuid) {
        try {
            requireNoInterrupt();
            writer.deleteDocuments(new Term(CardFields.BLOCK, uuid.toString()));
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

    /** An interrupt during a write would close the files of the index; before it, the run only ends. */
    private static void requireNoInterrupt() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while cards were written");
        }
    }

    private void refresh() throws IOException {
        requireNoInterrupt();
        DirectoryReader newer = DirectoryReader.openIfChanged(now, writer);
        if (newer != null) {
            closeNow();
            now = newer;
        }
        held.clear();
        heldBytes = 0;
    }

    private void closeNow() throws IOException {
        if (!now.equals(before)) {
            now.close();
        }
    }

    /** The cards with a source that identifies cards by title. */
    public List<MergedCard> titled() {
        return cards(new TermQuery(new Term(CardFields.IDENTITY, CardFields.TITLED)));
    }

    /** The cards with names of name-givers that their decks give by one of these uuids. */
    public List<MergedCard> namedBy(Collection<UUID> givers) {
        return cards(new TermInSetQuery(CardFields.GIVER,
                givers.stream().map(giver -> new BytesRef(giver.toString())).toList()));
    }

    /** The cards of the deck with that id. */
    public List<MergedCard> ofDeck(String id) {
        return cards(new TermQuery(new Term(CardFields.DECK, CardFields.bounded(CardFields.DECK, id))));
    }

    /** The cards with that title that decks identify by uuid. */
    public List<MergedCard> identified(String title, CardReference.Kind kind, String collection) {
        String key = NameKeys.title(title);
        // Long terms are cut, so that the query may match other titles and collections too.
        return cards(all(CardFields.TITLE, CardFields.bounded(CardFields.TITLE, key), CardFields.KIND,
                CardFields.kind(kind), CardFields.COLLECTION, CardFields.bounded(CardFields.COLLECTION, collection)))
                .stream()
                .filter(card -> card.card().collection().equals(collection)
                        && card.sources().stream().anyMatch(source -> NameKeys.title(source.card().name()).equals(key)))
                .toList();
    }

    /** Reads the cards of this run, those that are not committed included. */
    public <T> T reading(Reading<T> reading) {
        return explained(() -> {
            if (!held.isEmpty()) {
                refresh();
            }
            return reading.of(new CardReader(now));
        });
    }

    /** The tool cards with one of the names, see {@link NameKeys#folded}, or one of the uuids. */
    public List<MergedCard> tools(Collection<String> folded, Collection<UUID> uuids) {
        Query wanted = new BooleanQuery.Builder()
                .add(new TermInSetQuery(CardFields.NAME_FOLDED,
                        folded.stream().map(name -> new BytesRef(CardFields.bounded(CardFields.NAME_FOLDED, name)))
                                .toList()),
                        Occur.SHOULD)
                .add(new TermInSetQuery(CardFields.UUID,
                        uuids.stream().map(uuid -> new BytesRef(uuid.toString())).toList()), Occur.SHOULD)
                .build();
        return cards(new BooleanQuery.Builder().add(wanted, Occur.FILTER)
                .add(new TermQuery(new Term(CardFields.KIND, CardFields.TOOL)), Occur.FILTER).build());
    }

    /** The actors with a relation to one of the cards, and those of which a list has all words of one of the texts. */
    public List<MergedCard> actorsOf(Collection<UUID> related, Collection<String> texts) {
        BooleanQuery.Builder wanted = new BooleanQuery.Builder().add(new TermInSetQuery(CardFields.RELATED,
                related.stream().map(uuid -> new BytesRef(uuid.toString())).toList()), Occur.SHOULD);
        for (String text : texts) {
            BooleanQuery.Builder words = new BooleanQuery.Builder();
            CardAnalyzer.terms(CardFields.TEXT, text).stream().distinct()
                    .forEach(word -> words.add(new TermQuery(new Term(CardFields.LABELS, word)), Occur.FILTER));
            wanted.add(words.build(), Occur.SHOULD);
        }
        return cards(new BooleanQuery.Builder().add(wanted.build(), Occur.FILTER)
                .add(new TermQuery(new Term(CardFields.KIND, CardFields.ACTOR)), Occur.FILTER).build());
    }

    private List<MergedCard> cards(Query query) {
        return explained(() -> {
            if (!held.isEmpty()) {
                refresh();
            }
            List<MergedCard> cards = new ArrayList<>();
            StoredCards stored = new StoredCards(now);
            for (ScoreDoc doc : new IndexSearcher(now).search(query, Math.max(1, now.maxDoc())).scoreDocs) {
                cards.add(stored.merged(doc.doc, decks::get));
            }
            return cards;
        });
    }

    private static Query all(String... fieldsAndTerms) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < fieldsAndTerms.length; i += 2) {
            all.add(new TermQuery(new Term(fieldsAndTerms[i], fieldsAndTerms[i + 1])), Occur.FILTER);
        }
        return all.build();
    }

    /** The number of cards of this run with that outcome; entries of mapping files are none. */
    public int count(Outcome outcome) {
        return (int) outcomes.values().stream().filter(outcome::equals).count();
    }

    /**
     * Removes the cards that no newest edition has, see {@link Editions#dropping}.
     *
     * @param rejects the rejects of the run so far: an edition with some drops no cards
     * @return the removed cards by name
     */
    public List<CardReference> prune(List<Reject> rejects) {
        return explained(() -> {
            refresh();
            Editions editions = Editions.of(deckCounts(rejects));
            List<CardReference> removed = new ArrayList<>();
            for (MergedCard card : cards(EditionTerms.droppedOrOlder(editions, decks, now))) {
                if (editions.dropping(card).isPresent() && !isListed(card, editions)) {
                    removed.add(CardReference.of(card.card()));
                    remove(card.uuid());
                }
            }
            return removed.stream().sorted(CardReference.BY_NAME).toList();
        });
    }

    /** Sets the status of the cards that were dropped, or are no longer; returns those that were kept before this run and are dropped now. */
    private List<CardReference> updateEditions(List<Reject> rejects) throws IOException {
        Editions editions = Editions.of(deckCounts(rejects));
        List<CardReference> gone = new ArrayList<>();
        for (MergedCard card : cards(EditionTerms.droppedOrOlder(editions, decks, now))) {
            EditionStatus status = editions.status(card);
            MergedCard updated = card
                    .with(status == EditionStatus.DROPPED && isListed(card, editions) ? EditionStatus.CURRENT : status);
            if (!updated.equals(card)) {
                BytesRef bytes = CardCodec.encode(updated);
                if (write(updated, bytes, false, updated.sources().getFirst().deck().location())) {
                    hold(updated.uuid(), bytes);
                }
            }
            if (updated.card().edition() == EditionStatus.DROPPED && wasKept(updated.uuid())) {
                gone.add(CardReference.of(updated.card()));
            }
        }
        refresh();
        return gone.stream().sorted(CardReference.BY_NAME).toList();
    }

    /**
     * Whether the edition that lacks the card has one of its names on a card that it knows by title alone, and that could not be joined with
     * this one: it was renamed, or several cards have the title.
     */
    private boolean isListed(MergedCard card, Editions editions) {
        Optional<Deck> edition = editions.dropping(card);
        if (edition.isEmpty()) {
            return false;
        }
        List<BytesRef> names = CardNames.of(card.card()).stream().map(name -> NameKeys.folded(name.name()))
                .filter(name -> !name.isEmpty()).map(BytesRef::new).toList();
        Query listed = new BooleanQuery.Builder().add(
                all(CardFields.DECK, CardFields.bounded(CardFields.DECK, edition.get().id()), CardFields.IDENTITY,
                        CardFields.TITLED, CardFields.KIND, CardFields.kind(CardReference.of(card.card()).kind())),
                Occur.FILTER).add(new TermInSetQuery(CardFields.NAME_FOLDED, names), Occur.FILTER).build();
        return cards(listed).stream().anyMatch(
                other -> other.sources().stream().allMatch(source -> source.identity() == DeckCard.Identity.TITLE));
    }

    private boolean wasKept(UUID uuid) throws IOException {
        BytesRef earlier = stored(before, uuid);
        return earlier != null && CardCodec.card(earlier).edition() != EditionStatus.DROPPED;
    }

    /**
     * Makes everything that the run wrote visible at once. If nothing has changed, nothing is written.
     *
     * @param rejects the rejects of the run, which are stored with the index
     * @return the provenance of the cards in the index
     */
    public Provenance commit(List<Reject> rejects) {
        return explained(() -> {
            refresh();
            List<CardReference> gone = updateEditions(rejects);
            return commit(provenance(rejects, gone));
        });
    }

    /** The provenance that {@link #commit} would return. Nothing is committed. */
    public Provenance preview(List<Reject> rejects) {
        return explained(() -> {
            refresh();
            List<CardReference> gone = updateEditions(rejects);
            return provenance(rejects, gone);
        });
    }

    /** Commits a rebuild, with the changes and rejects of the last run. */
    void commitRebuilt(Provenance last) throws IOException {
        last.decks().forEach(deck -> rejectsOfDecks.put(deck.deck().id(), deck.rejects()));
        read.clear();
        refresh();
        updateEditions(List.of());
        Provenance rebuilt = provenance(List.of(), List.of());
        commit(new Provenance(rebuilt.collections(), rebuilt.decks(), last.rejects(), last.rejectCount(),
                last.changes()));
    }

    private Provenance commit(Provenance provenance) throws IOException {
        boolean changed = !provenance.equals(beforeProvenance) || !givers.equals(CommitData.givers(userData()));
        if (changed || writer.hasUncommittedChanges()) {
            int written = count(Outcome.ADDED) + count(Outcome.CHANGED);
            int operations = new IndexSearcher(now)
                    .count(new TermQuery(new Term(CardFields.KIND, CardFields.OPERATION)));
            int cards = now.maxDoc() - operations;
            if (cards < (2 * written > cards ? MIDDLING : SMALL)) {
                writer.forceMerge(1);
            }
            writer.setLiveCommitData(CommitData.of(provenance, givers).entrySet());
            writer.commit();
        }
        committed = true;
        return provenance;
    }

    private Provenance provenance(List<Reject> rejects, List<CardReference> gone) throws IOException {
        Map<String, CollectionCounts> collections = new TreeMap<>();
        for (Deck deck : decks.values()) {
            CollectionCounts whose = new CollectionCounts(deck.collection(),
                    count(CardFields.COLLECTION, deck.collection(), CardFields.ACTOR),
                    count(CardFields.COLLECTION, deck.collection(), CardFields.TOOL));
            if (whose.actors() + whose.tools() > 0) {
                collections.put(deck.collection(), whose);
            }
        }
        Changes changes = new Changes(some(Outcome.ADDED), some(Outcome.CHANGED), Some.of(gone));
        return new Provenance(List.copyOf(collections.values()), deckCounts(rejects),
                rejects.subList(0, Math.min(rejects.size(), CommitData.MOST_REJECTS)), rejects.size(), changes);
    }

    /** The decks that have cards, with their numbers of cards and rejects. */
    private List<DeckCounts> deckCounts(List<Reject> rejects) throws IOException {
        List<DeckCounts> all = new ArrayList<>();
        for (Deck deck : decks.values()) {
            DeckCounts counts = new DeckCounts(deck, count(CardFields.DECK, deck.id(), CardFields.ACTOR),
                    count(CardFields.DECK, deck.id(), CardFields.TOOL),
                    count(CardFields.DECK, deck.id(), CardFields.MAPPING), rejects(deck, rejects));
            if (counts.actors() + counts.tools() + counts.entries() > 0) {
                all.add(counts);
            }
        }
        return all;
    }

    /** The number of rejects of the deck: of this run if it read the deck, or else of the run that did. */
    private int rejects(Deck deck, List<Reject> ofRun) {
        return read.contains(deck.id())
                ? (int) ofRun.stream().filter(reject -> reject.location().equals(deck.location())).count()
                : rejectsOfDecks.getOrDefault(deck.id(), 0);
    }

    private int count(String field, String term, String kind) throws IOException {
        return new IndexSearcher(now).count(all(field, CardFields.bounded(field, term), CardFields.KIND, kind));
    }

    /** The cards with that outcome. Which of many are listed depends on their uuids, not on the order in which they were put. */
    private Some some(Outcome outcome) {
        List<UUID> uuids = outcomes.entrySet().stream().filter(entry -> entry.getValue() == outcome)
                .map(Map.Entry::getKey).sorted().toList();
        return new Some(uuids.stream().limit(Some.MOST).flatMap(uuid -> card(uuid).stream()).map(MergedCard::card)
                .map(CardReference::of).sorted(CardReference.BY_NAME).toList(), uuids.size());
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** Does what may fail; a failure says what is wrong with the index. */
    private <T> T explained(Work<T> work) {
        try {
            return work.run();
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
        }
    }

    private IndexException failed(Throwable e) {
        return IndexFailure.writing(path, e);
    }

    /** Whether the index had cards before this run. */
    public boolean hadCards() {
        return before.numDocs() > 0;
    }

    /** Whether the index has no cards in this run. */
    public boolean isEmpty() {
        return explained(() -> {
            refresh();
            return now.numDocs() == 0;
        });
    }

    /**
     * Ends the run. Deletes everything that was not committed, even after a full disk, and the folder if the run created it for nothing.
     */
    @Override
    public void close() {
        // An interrupted thread cannot delete files.
        boolean isInterrupted = Thread.interrupted();
        try (Directory toClose = directory) {
            end();
        } catch (IOException | RuntimeException | AssertionError e) {
            throw failed(e);
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
        // The readers are closed first, so that the writer can delete the files of merged segments.
        try (Closeable end = committed ? writer : writer::rollback) {
            closeNow();
            before.close();
        } finally {
            if (!committed && writer.getTragicException() != null) {
                deleteUnreferenced();
            }
        }
    }

    /** Deletes the files that a failed writer could not delete because readers had them open. */
    private void deleteUnreferenced() throws IOException {
        new IndexWriter(directory, new IndexWriterConfig().setCommitOnClose(false)).rollback();
    }
}
