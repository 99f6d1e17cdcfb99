package dev.threatcards;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.ToolCard;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.IndexException;
import dev.threatcards.search.CardLookup;
import dev.threatcards.search.Comparison;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Findings;
import dev.threatcards.search.Hits;
import dev.threatcards.search.InvalidQueryException;
import dev.threatcards.search.Landscape;
import dev.threatcards.search.Limits;
import dev.threatcards.search.Meanings;
import dev.threatcards.search.Mention;
import dev.threatcards.search.Relations;
import dev.threatcards.search.Resolution;
import dev.threatcards.search.SimilarCard;
import dev.threatcards.search.Suggestion;
import dev.threatcards.search.ToolUsers;

/**
 * An index of threat-actor cards, open for search. What another process or thread commits to the index is seen within half a
 * second; each call sees one commit from its beginning to its end.
 *
 * <p>Safe for use by several threads, and meant to be: open one and share it. Close it when it is no longer needed; values
 * that it gave stay good.
 */
public final class ThreatCards implements AutoCloseable {

    private final CommitSource commits;
    private final CommitValues values;

    private ThreatCards(CardIndex index) {
        this(new CommitSource.Newest(index), new CommitValues());
    }

    private ThreatCards(CommitSource commits, CommitValues values) {
        this.commits = commits;
        this.values = values;
    }

    /**
     * Opens an index.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards open(Path path) {
        return new ThreatCards(CardIndex.open(Objects.requireNonNull(path, "path")));
    }

    /**
     * Opens an index for a process that asks little and ends: sooner than {@link #open}, and every answer takes longer.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards openBriefly(Path path) {
        return new ThreatCards(CardIndex.openBriefly(Objects.requireNonNull(path, "path")));
    }

    /**
     * Indexes cards in memory, without a folder, and opens the index: every call works as on one that is on disk. It never changes,
     * takes memory for as long as it is open, and is gone when it is closed.
     *
     * @param cards actors and tools of any collections; may be empty. Of two with one uuid the later stays. What they come from
     *     has no date and no licence that is known here: keep to those of the cards' source when you pass answers on
     */
    public static ThreatCards inMemory(List<? extends Card> cards) {
        List<Card> copied = List.copyOf(cards);
        return new ThreatCards(CardIndex.inMemory(writer -> CardsInMemory.write(copied, writer)));
    }

    /**
     * Loads what the first search of a process needs whatever the index, which is some part of its time. Nothing has to call it; a
     * program that has something else to do before it opens an index can do so on another thread.
     */
    public static void prepare() {
        CardAnalyzer.terms(CardFields.TEXT, "prepared");
        CardIndex.prepare();
    }

    /** Whether the folder holds an index. */
    public static boolean exists(Path path) {
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
        return new ThreatCards(new CommitSource.Pinned(commits.open()), values);
    }

    /**
     * Searches the actors' cards: ETDA's where the index has any, unless the query names other collections.
     *
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public SearchResult search(CardQuery query) {
        return read(snapshot -> {
            Hits<ActorCard> hits = values.foundActors.of(snapshot).of(query.text(), query.filters(), query.window(),
                    query.facets(), () -> values.search(snapshot).actors(query.text(), query.filters(), query.window(),
                            query.facets()));
            return new SearchResult(query, hits.total(), hits.hits(), hits.facets(), hits.guidance(),
                    searched(hits.collections(), snapshot));
        });
    }

    /**
     * Searches the tools' cards, under their facets: collection, category and type.
     *
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public ToolResult tools(CardQuery query) {
        return read(snapshot -> {
            ToolUsers users = values.toolUsers.of(snapshot);
            Hits<ToolCard> hits = values.foundTools.of(snapshot).of(query.text(), query.filters(), query.window(),
                    query.facets(), () -> values.search(snapshot).tools(query.text(), query.filters(), query.window(),
                            query.facets(), users));
            return new ToolResult(query, hits.total(), hits.hits(), hits.facets(),
                    hits.hits().stream().map(hit -> hit.card().uuid())
                            .collect(Collectors.toUnmodifiableMap(tool -> tool, users::of)),
                    hits.guidance(), searched(hits.collections(), snapshot));
        });
    }

    /**
     * What the actors look like that a search would find, all of them together: who goes after whom, which sectors in which
     * years, which tools are rare and which actors share those. Of the query the text and the filters count. Without either it
     * is worked out once for a commit.
     *
     * @return never null; of no cards where the search would find none
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public LandscapeResult landscape(CardQuery query) {
        boolean all = query.text().isBlank() && query.filters().isEmpty();
        return read(snapshot -> {
            Landscape found = all
                    ? values.landscape.of(snapshot)
                    : values.search(snapshot).landscape(query.text(), query.filters());
            return new LandscapeResult(query, found, searched(found.collections(), snapshot));
        });
    }

    private static Provenance searched(Set<String> collections, CardIndex.Snapshot snapshot) {
        Provenance provenance = snapshot.provenance();
        return collections.isEmpty() ? provenance : provenance.of(collections);
    }

    /**
     * The values of one facet of actors, under the text and filters of {@code query}.
     *
     * @param prefix the beginning that a word of a value has to have, in any case; empty for all
     * @return the most frequent first, as many as the query's facet size, selected ones on top of that
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public List<FacetValue> facet(Facet facet, String prefix, CardQuery query) {
        return facet(Kind.ACTOR, facet, prefix, query);
    }

    /**
     * The same of tools.
     *
     * @throws InvalidQueryException if the text is longer than a query may be
     */
    public List<FacetValue> toolFacet(Facet facet, String prefix, CardQuery query) {
        return facet(Kind.TOOL, facet, prefix, query);
    }

    private List<FacetValue> facet(Kind kind, Facet facet, String prefix, CardQuery query) {
        return read(snapshot -> values.search(snapshot).values(kind, facet, query.text(), query.filters(), prefix,
                query.facets().size()));
    }

    /**
     * The cards that are meant by a uuid, a slug, an ATT&amp;CK id or any name, however it is spelt. Actors come before tools: a
     * tool is given only if no actor is meant; and ETDA's cards before those of other collections.
     *
     * @return empty if there is none; more than one if cards share the name, which is shown and never settled
     */
    public List<MergedCard> cards(String id) {
        return read(snapshot -> snapshot.cards(new CardLookup(snapshot.searcher()).documents(id)));
    }

    /**
     * The same for tools alone.
     *
     * @return empty if there is none; more than one if tools share the name
     */
    public List<MergedCard> toolCards(String id) {
        return read(snapshot -> snapshot.cards(new CardLookup(snapshot.searcher()).tools(id)));
    }

    /** The card of that uuid with all that it has to do with others; empty if there is none. */
    public Optional<CardProfile> profile(UUID uuid) {
        return read(snapshot -> {
            List<MergedCard> found = snapshot.cards(new CardLookup(snapshot.searcher()).documents(uuid.toString()));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            MergedCard card = found.getFirst();
            ToolUsers users = values.toolUsers.of(snapshot);
            return Optional.of(new CardProfile(card, new Relations(snapshot.searcher()).of(card), users.of(uuid),
                    users.usedBy(uuid), snapshot.provenance()));
        });
    }

    /**
     * The cards of the actors that use the tool of that uuid: those of its collection that list one of its names, or of which a
     * deck says so.
     *
     * @return by name; empty if there is no such tool
     */
    public List<ActorCard> users(UUID tool) {
        return read(snapshot -> {
            CardLookup lookup = new CardLookup(snapshot.searcher());
            List<ActorCard> users = new ArrayList<>();
            for (CardReference user : values.toolUsers.of(snapshot).of(tool)) {
                snapshot.cards(lookup.documents(user.uuid().toString())).stream().map(MergedCard::card)
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
     *     {@link Limits#NAME_LENGTH}
     */
    public Resolution resolve(String name) {
        return resolve(List.of(name)).getFirst();
    }

    /**
     * The same for several names, all in one commit.
     *
     * @return a resolution for each name, in their order
     * @throws InvalidQueryException if there are more than {@link Limits#NAMES}
     */
    public List<Resolution> resolve(List<String> names) {
        return resolve(names, Set.of());
    }

    /**
     * The same for the cards of some collections.
     *
     * @param collections the collections whose cards may be meant; none for the usual choice
     * @throws InvalidQueryException if there are more names than {@link Limits#NAMES}
     */
    public List<Resolution> resolve(List<String> names, Set<String> collections) {
        if (names.size() > Limits.NAMES) {
            throw new InvalidQueryException("name",
                    "At most " + Limits.NAMES + " names are resolved at once; these are " + names.size() + ".");
        }
        return read(snapshot -> new Meanings(snapshot.searcher(), collections).of(names));
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
        Objects.requireNonNull(text, "text");
        return read(snapshot -> values.scans.of(snapshot).of(snapshot.searcher(), options.collections())).of(text,
                options.generic());
    }

    /** Where the cards come from: decks, dates, licences, and what the last run did and set aside. */
    public Provenance provenance() {
        return read(CardIndex.Snapshot::provenance);
    }

    /**
     * What names the commit that is read at present: as long as it is the same, so is what each call gives. Good for the key of
     * a cache.
     */
    public String commit() {
        return read(CardIndex.Snapshot::commit);
    }

    /** What is to be known of the cards before one relies on them. It is worked out once for a commit. */
    public Findings inspect() {
        return read(values.findings::of);
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
        return read(snapshot -> values.suggestions.of(snapshot).of(beginning, size));
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
        return read(snapshot -> values.similarity.of(snapshot).to(card, size));
    }

    /**
     * Actors side by side: what they have in each aspect, and what of it they share; tools are the same under any of their
     * names.
     *
     * @param actors the uuids of actors, each counted once; one that no actor has is left out
     * @throws InvalidQueryException if there are more than {@link Limits#COMPARED}
     */
    public Comparison compare(List<UUID> actors) {
        if (actors.size() > Limits.COMPARED) {
            throw new InvalidQueryException("actors",
                    "At most " + Limits.COMPARED + " actors are compared; these are " + actors.size() + ".");
        }
        return read(snapshot -> {
            CardLookup lookup = new CardLookup(snapshot.searcher());
            List<MergedCard> found = new ArrayList<>();
            for (UUID actor : new LinkedHashSet<>(actors)) {
                found.addAll(snapshot.cards(lookup.documents(actor.toString())));
            }
            return Comparison.of(found, values.similarity.of(snapshot), new Relations(snapshot.searcher()));
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
        Objects.requireNonNull(out, "out");
        try (CardIndex.Snapshot snapshot = commits.open()) {
            return CardExport.write(selection, format, out, snapshot, values.toolUsers.of(snapshot),
                    values.toolDocuments);
        }
    }

    private interface Reading<T> {
        T from(CardIndex.Snapshot snapshot) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (CardIndex.Snapshot snapshot = commits.open()) {
            return reading.from(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        commits.close();
    }
}
