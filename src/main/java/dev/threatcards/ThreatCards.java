package dev.threatcards;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.Comparisons;
import dev.threatcards.deck.Relations;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.error.IndexException;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.PerCommit;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.names.NameResolver;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Limits;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Hits;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Related;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCards;
import dev.threatcards.result.StatisticsResult;
import dev.threatcards.result.Suggestion;
import dev.threatcards.result.SuggestionList;
import dev.threatcards.result.ToolResult;
import dev.threatcards.text.DefensiveCopies;

/**
 * An index of threat-actor cards, open for search. What another process or thread commits to the index is seen within half a
 * second; each call sees one commit from its beginning to its end.
 *
 * <p>Safe for use by several threads, and meant to be: open one and share it. Close it when it is no longer needed; values
 * that it gave stay good.
 */
public final class ThreatCards implements AutoCloseable {

    private final CardIndex index;
    private final Limits limits;
    private final PerCommit<Commit.Values> values;
    /** The commit that every call reads; empty if each reads the newest one. */
    private final Optional<CardIndex.Snapshot> pinned;

    private ThreatCards(CardIndex index, Options options) {
        this(index, options.limits(),
                new PerCommit<>(snapshot -> new Commit.Values(snapshot.searcher(), options.limits())),
                Optional.empty());
    }

    private ThreatCards(CardIndex index, Limits limits, PerCommit<Commit.Values> values,
            Optional<CardIndex.Snapshot> pinned) {
        this.index = index;
        this.limits = limits;
        this.values = values;
        this.pinned = pinned;
    }

    /**
     * Opens an index.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards open(Path path) {
        return open(path, Options.DEFAULT);
    }

    /**
     * Opens an index with other limits than usual.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards open(Path path, Options options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        return new ThreatCards(CardIndex.open(path), options);
    }

    /**
     * Opens an index for a process that asks little and ends: sooner than {@link #open(Path)}, and every answer takes longer. A search
     * may take a minute, since nobody else waits for it.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards openBriefly(Path path) {
        return openBriefly(path, Options.DEFAULT.with(Limits.DEFAULT.withSearchTime(Commit.ROOMY)));
    }

    /**
     * The same with other limits.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards openBriefly(Path path, Options options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        return new ThreatCards(CardIndex.openBriefly(path), options);
    }

    /**
     * Indexes cards in memory, without a folder, and opens the index: every call works as on one that is on disk. It never changes,
     * takes memory for as long as it is open, and is gone when it is closed.
     *
     * @param cards actors and tools of any collections; may be empty. Of two with one uuid the later stays. What they come from
     *     has no date and no licence that is known here: keep to those of the cards' source when you pass answers on
     * @throws IllegalArgumentException if a card lacks what every card has, or has what no export could write, such as a value of
     *     {@link Card#unknown()} that is no JSON; it names the card and the property
     */
    public static ThreatCards inMemory(List<? extends Card> cards) {
        return inMemory(cards, Options.DEFAULT);
    }

    /** The same with other limits. */
    public static ThreatCards inMemory(List<? extends Card> cards, Options options) {
        List<Card> copied = DefensiveCopies.list(cards, "cards");
        Objects.requireNonNull(options, "options");
        return new ThreatCards(CardIndex.inMemory(writer -> CardsInMemory.write(copied, writer)), options);
    }

    /** What may be asked, and how long a search may take. */
    public Limits limits() {
        return limits;
    }

    /**
     * Loads what the first search of a process needs whatever the index, which is some part of its time. Nothing has to call it; a
     * program that has something else to do before it opens an index can do so on another thread.
     */
    public static void prepare() {
        CardAnalyzer.terms(CardFields.TEXT, "prepared");
        CardIndex.prepare();
    }

    /**
     * Verifies the checksums of every file of an index and of every card that it stores, which opening does for small indexes alone.
     *
     * @return how many cards the index stores
     * @throws IndexException if there is no index, or if it is damaged; the message says what and what to do
     */
    public static int check(Path path) {
        return CardIndex.check(Objects.requireNonNull(path, "path"));
    }

    /** Whether the folder holds an index. */
    public static boolean exists(Path path) {
        Objects.requireNonNull(path, "path");
        return CardIndex.exists(path);
    }

    /** Begins to make the index in the folder, or to bring it up to date. */
    public static IndexBuild build(Path path) {
        return new IndexBuild(Objects.requireNonNull(path, "path"));
    }

    /**
     * The commit that is the newest at present, held open: every call on what this gives reads that commit, whatever is committed
     * meanwhile. What is worked out over a commit's cards is shared with this. For a caller that makes one answer of several calls.
     *
     * @return to be closed before this is; closing it leaves this open. It keeps the commit's files for as long as it is open
     * @throws IndexException if this is closed
     */
    public ThreatCards snapshot() {
        return new ThreatCards(index, limits, values, Optional.of(openCommit().snapshot()));
    }

    /**
     * Searches the actors' cards: ETDA's where the index has any, unless the query names other collections.
     *
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public SearchResult search(CardQuery query) {
        Objects.requireNonNull(query, "query");
        return read(commit -> {
            Hits<ActorCard> hits = commit.search().actors(query.text(), query.filters(), query.window(),
                    query.facets());
            return new SearchResult(query, hits.total(), hits.hits(), hits.facets(), hits.facetTotals(),
                    hits.guidance(), searched(hits.collections(), commit));
        });
    }

    /**
     * Searches the tools' cards, under their facets: collection, category and type.
     *
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public ToolResult tools(CardQuery query) {
        Objects.requireNonNull(query, "query");
        return read(commit -> {
            ToolGraph users = commit.tools();
            Hits<ToolCard> hits = commit.search().tools(query.text(), query.filters(), query.window(), query.facets(),
                    users);
            return new ToolResult(query, hits.total(), hits.hits(), hits.facets(), hits.facetTotals(),
                    hits.hits().stream().map(hit -> hit.card().uuid())
                            .collect(Collectors.toUnmodifiableMap(tool -> tool, users::users)),
                    hits.guidance(), searched(hits.collections(), commit));
        });
    }

    /**
     * What the actors look like that a search would find, all of them together: who goes after whom, which sectors in which
     * years, which tools are rare and which actors share those. Of the query the text and the filters count. Without either it
     * is worked out once for a commit.
     *
     * @return never null; of no cards where the search would find none
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public StatisticsResult landscape(CardQuery query) {
        Objects.requireNonNull(query, "query");
        boolean all = query.text().isBlank() && query.filters().isEmpty();
        return read(commit -> {
            DeckStatistics found = all
                    ? commit.statistics()
                    : commit.search().statistics(query.text(), query.filters());
            return new StatisticsResult(query, found, searched(found.collections(), commit));
        });
    }

    private static Provenance searched(Set<String> collections, Commit commit) {
        Provenance provenance = commit.provenance();
        return collections.isEmpty() ? provenance : provenance.of(collections);
    }

    /**
     * The values of one facet of actors, under the text and filters of {@code query}.
     *
     * @param prefix the beginning that a word of a value has to have, in any case; empty for all
     * @return the most frequent first, as many as the query's facet size, selected ones on top of that
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public List<FacetValue> facet(Facet facet, String prefix, CardQuery query) {
        return facetValues(facet, prefix, query).values();
    }

    /**
     * The same, with how many there are in all.
     *
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public FacetValues facetValues(Facet facet, String prefix, CardQuery query) {
        return facetValues(Kind.ACTOR, facet, prefix, query);
    }

    /**
     * The same of tools.
     *
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public List<FacetValue> toolFacet(Facet facet, String prefix, CardQuery query) {
        return toolFacetValues(facet, prefix, query).values();
    }

    /**
     * The same, with how many there are in all.
     *
     * @throws InvalidQueryException if the text is longer than a query may be, or if a facet is asked for that such cards do not have
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public FacetValues toolFacetValues(Facet facet, String prefix, CardQuery query) {
        return facetValues(Kind.TOOL, facet, prefix, query);
    }

    private FacetValues facetValues(Kind kind, Facet facet, String prefix, CardQuery query) {
        Objects.requireNonNull(facet, "facet");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(query, "query");
        return read(commit -> commit.search().values(kind, facet, query.text(), query.filters(), prefix,
                query.facets().size()));
    }

    /**
     * The cards that are meant by a uuid, a slug, an ATT&amp;CK id or any name, however it is spelt. Actors come before tools: a
     * tool is given only if no actor is meant; and ETDA's cards before those of other collections.
     *
     * @return empty if there is none; more than one if cards share the name, which is shown and never settled; the first thousand at most, see
     *     {@link #identify}
     */
    public List<MergedCard> cards(String id) {
        return identify(id).cards();
    }

    /** The same, with how many there are in all. */
    public IdentifiedCards identify(String id) {
        Objects.requireNonNull(id, "id");
        return read(commit -> identified(new CardLookup(commit.reader()).documents(id), commit));
    }

    /**
     * The same for tools alone.
     *
     * @return empty if there is none; more than one if tools share the name; the first thousand at most, see
     *     {@link #identifyTools}
     */
    public List<MergedCard> toolCards(String id) {
        return identifyTools(id).cards();
    }

    /** The same, with how many there are in all. */
    public IdentifiedCards identifyTools(String id) {
        Objects.requireNonNull(id, "id");
        return read(commit -> identified(new CardLookup(commit.reader()).tools(id), commit));
    }

    private static IdentifiedCards identified(CardLookup.Documents documents, Commit commit) throws IOException {
        return new IdentifiedCards(commit.cards(documents.first()), documents.total());
    }

    /** The card of that uuid with all that it has to do with others; empty if there is none. */
    public Optional<CardProfile> profile(UUID uuid) {
        Objects.requireNonNull(uuid, "uuid");
        return read(commit -> {
            List<MergedCard> found = commit.cards(new CardLookup(commit.reader()).documents(uuid.toString()).first());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            MergedCard card = found.getFirst();
            ToolGraph tools = commit.tools();
            Relations relations = new Relations(commit.reader());
            List<Related> related = relations.of(card);
            return Optional.of(new CardProfile(card, related, related.size() + relations.unread(), tools.users(uuid),
                    tools.listedBy(uuid), commit.provenance()));
        });
    }

    /**
     * The cards of the actors that use the tool of that uuid: those of its collection that list it by its title, or by another of its
     * names that is no other tool's title, and those of which a relation of a deck says so.
     *
     * @return by name; empty if there is no such tool
     */
    public List<ActorCard> users(UUID tool) {
        return users(tool, Integer.MAX_VALUE);
    }

    /**
     * The same of the first of them: to read every card takes long where thousands use a tool. {@link CardProfile#users} names
     * all.
     *
     * @param size the most cards
     */
    public List<ActorCard> users(UUID tool, int size) {
        Objects.requireNonNull(tool, "tool");
        if (size < 0) {
            throw new InvalidQueryException("size", "The number of users is at least 0; it is " + size + ".");
        }
        return read(commit -> {
            CardLookup lookup = new CardLookup(commit.reader());
            List<ActorCard> users = new ArrayList<>();
            for (CardReference user : commit.tools().users(tool).stream().limit(size).toList()) {
                commit.cards(lookup.documents(user.uuid().toString()).first()).stream().map(MergedCard::card)
                        .map(ActorCard.class::cast).forEach(users::add);
            }
            return List.copyOf(users);
        });
    }

    /**
     * Every card that a name may mean: an actor's or a tool's name however it is spelt, an ATT&amp;CK id, a part of a title, a
     * uuid. ETDA's cards are meant where any of them has the name, else those of other collections.
     *
     * @param name any text; one that is nobody's name has no meanings, and nor has one longer than
     *     {@link Limits#nameLength}
     */
    public Resolution resolve(String name) {
        Objects.requireNonNull(name, "name");
        return resolve(List.of(name)).getFirst();
    }

    /**
     * The same for several names, all in one commit.
     *
     * @return a resolution for each name, in their order
     * @throws InvalidQueryException if there are more than {@link Limits#names}
     */
    public List<Resolution> resolve(List<String> names) {
        return resolve(names, Set.of());
    }

    /**
     * The same for the cards of some collections.
     *
     * @param collections the collections whose cards may be meant; none for the usual choice
     * @throws InvalidQueryException if there are more names than {@link Limits#names}
     */
    public List<Resolution> resolve(List<String> names, Set<String> collections) {
        List<String> asked = DefensiveCopies.list(names, "names");
        Set<String> among = DefensiveCopies.set(collections, "collections");
        if (asked.size() > limits().names()) {
            throw new InvalidQueryException("name",
                    "At most " + limits().names() + " names are resolved at once; these are " + asked.size() + ".");
        }
        return read(commit -> new NameResolver(commit.reader(), among, limits()).of(asked));
    }

    /**
     * The actors and tools that a text mentions by any of their names. Names that are ordinary words as well are left out.
     *
     * @param text any text, of any length
     * @return in the order of the text; no mention within another
     */
    public List<Mention> scan(String text) {
        return scan(text, ScanOptions.USUAL);
    }

    /**
     * The same, for names and collections as told. What a scan needs to know of the cards is worked out once for a commit.
     *
     * @return in the order of the text; no mention within another
     */
    public List<Mention> scan(String text, ScanOptions options) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(text, "text");
        return read(commit -> commit.mentionFinder(options.collections())).of(text, options.generic());
    }

    /** Where the cards come from: decks, dates, licences, and what the last run did and set aside. */
    public Provenance provenance() {
        return read(Commit::provenance);
    }

    /**
     * What names the commit that is read at present: as long as it is the same, so is what each call gives. Good for the key of
     * a cache.
     */
    public String commit() {
        return read(Commit::id);
    }

    /**
     * What keeps the index from being brought up to date: its folder was deleted, a newer version of the program writes to it, or it is
     * damaged. Calls are answered from the last commit that could be read meanwhile.
     *
     * @return a sentence that says what to do; empty if all is well
     */
    public Optional<String> problem() {
        return index.problem().map(IndexException::getMessage);
    }

    /** What is to be known of the cards before one relies on them. It is worked out once for a commit. */
    public DeckReport inspect() {
        return read(Commit::report);
    }

    /**
     * What a text that is being typed may become: names, tools and values of facets, of the cards that a search without filters
     * is over. Exact names come first, then what begins so as a whole, then what has a word that does; a typo is forgiven where
     * nothing begins so. Meant for every key press: the names are read once for a commit.
     *
     * @param beginning what has been typed, in any spelling; of a blank text nothing can be said
     * @param size the most suggestions, from 0 to 100
     * @return of several kinds where several begin so; empty if none does
     * @throws InvalidQueryException if {@code beginning} is longer than a query may be, or {@code size} is out of bounds
     */
    public List<Suggestion> suggest(String beginning, int size) {
        return suggestions(beginning, size).suggestions();
    }

    /**
     * The same, with how many there are in all.
     *
     * @throws InvalidQueryException if {@code beginning} is longer than a query may be, or {@code size} is out of bounds
     */
    public SuggestionList suggestions(String beginning, int size) {
        Objects.requireNonNull(beginning, "beginning");
        limits().requireText(beginning);
        limits().requirePageSize(size);
        return read(commit -> commit.autocomplete().of(beginning, size));
    }

    /**
     * The cards that are most like that one, each with why: of an actor, actors of its collection that share tools with it, those
     * that few others use before all; of a tool, tools that the same actors use. It is a hint for a reader, no attribution.
     *
     * @param size the most cards, from 0 to 100
     * @return the most similar first, never the card itself; empty if nothing is shared, or if there is no card of that uuid
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public List<SimilarCard> similar(UUID card, int size) {
        return similarCards(card, size).cards();
    }

    /**
     * The same, with how many there are in all.
     *
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public SimilarCards similarCards(UUID card, int size) {
        Objects.requireNonNull(card, "card");
        limits().requirePageSize(size);
        return read(commit -> commit.similarity().to(card, size));
    }

    /**
     * Actors side by side: what they have in each aspect, and what of it they share; tools are the same under any of their
     * names.
     *
     * @param actors the uuids of actors, each counted once; one that no actor has is left out
     * @throws InvalidQueryException if there are more than {@link Limits#compared}
     */
    public Comparison compare(List<UUID> actors) {
        List<UUID> asked = DefensiveCopies.list(actors, "actors");
        if (asked.size() > limits().compared()) {
            throw new InvalidQueryException("actors",
                    "At most " + limits().compared() + " actors are compared; these are " + asked.size() + ".");
        }
        return read(commit -> {
            CardLookup lookup = new CardLookup(commit.reader());
            List<MergedCard> found = new ArrayList<>();
            for (UUID actor : new LinkedHashSet<>(asked)) {
                found.addAll(commit.cards(lookup.documents(actor.toString()).first()));
            }
            return new Comparisons(commit.tools(), new Relations(commit.reader())).of(found);
        });
    }

    /**
     * Writes cards in a form that other programs read, and that can be ingested again: all of one commit, read and written one
     * after the other, in the same bytes each time.
     *
     * @param out where to, in UTF-8; it stays open
     * @return how many cards were written
     * @throws IOException if {@code out} takes no more
     * @throws InvalidQueryException if the text is longer than a query may be; nothing was written then
     */
    public int export(CardSelection selection, ExportFormat format, OutputStream out) throws IOException {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(out, "out");
        try (Commit commit = openCommit()) {
            ObservedOutput observed = new ObservedOutput(out);
            try {
                return CardExport.write(selection, format, observed, commit);
            } catch (IOException | RuntimeException | AssertionError | InternalError e) {
                observed.rethrowFailure();
                throw commit.failure(e);
            }
        }
    }

    private Commit openCommit() {
        return new Commit(pinned.map(CardIndex.Snapshot::share).orElseGet(index::snapshot), values);
    }

    private interface Reading<T> {
        T from(Commit commit) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (Commit commit = openCommit()) {
            try {
                return reading.from(commit);
            } catch (IOException | RuntimeException | AssertionError | InternalError e) {
                throw commit.failure(e);
            }
        }
    }

    @Override
    public void close() {
        pinned.ifPresentOrElse(CardIndex.Snapshot::close, index::close);
    }
}
