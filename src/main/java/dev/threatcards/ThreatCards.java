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

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.Comparisons;
import dev.threatcards.deck.CveLookup;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.Relations;
import dev.threatcards.deck.ReportLookup;
import dev.threatcards.deck.TechniqueLookup;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.error.IndexException;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.PerCommit;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.leads.LeadFinder;
import dev.threatcards.names.NameResolver;
import dev.threatcards.names.NamesByGiver;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.query.Limits;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.report.Report;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.Crosswalk;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.CveList;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.result.Leads;
import dev.threatcards.result.LinkedCard;
import dev.threatcards.result.Mention;
import dev.threatcards.result.NameTable;
import dev.threatcards.result.OperationResult;
import dev.threatcards.result.Related;
import dev.threatcards.result.ReportCards;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.Suggestion;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.result.ToolResult;
import dev.threatcards.result.Translation;
import dev.threatcards.search.OperationSearch;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.ReportAddress;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.text.WrittenNames;

/**
 * An index of threat-actor cards, open for search. A commit by another process or thread is visible within half a second; each call reads
 * one commit.
 *
 * <p>Thread-safe: open one, share it, and close it when it is no longer needed. Its results stay valid.
 */
public final class ThreatCards implements AutoCloseable {

    /** The most characters of a wrong input that a message quotes. */
    private static final int LONGEST_QUOTED = 200;

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
     * Opens an index with other limits.
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
     * Opens an index for a short-lived process: a search may take a minute, since nobody else waits for it, and a large index is not
     * verified in the background.
     *
     * @param path the folder that the index is in
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards openBriefly(Path path) {
        return openBriefly(path, Options.DEFAULT.with(Limits.DEFAULT.withSearchTime(Commit.ROOMY)));
    }

    /**
     * {@link #openBriefly(Path)} with other limits.
     *
     * @throws IndexException if there is none, if it was written by another version, or if it is damaged
     */
    public static ThreatCards openBriefly(Path path, Options options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        return new ThreatCards(CardIndex.openBriefly(path), options);
    }

    /**
     * Indexes cards in memory and opens the index. It is read-only, and takes memory until it is closed.
     *
     * @param cards actors and tools of any collections; may be empty. Of two with one uuid the later one stays. Their date and licence are
     *     not known here: respect those of their source when you pass on answers
     * @throws IllegalArgumentException if a card lacks a required property, or has one that no export could write, such as a value of
     *     {@link Card#unknown()} that is no JSON; the message names the card and the property
     */
    public static ThreatCards inMemory(List<? extends Card> cards) {
        return inMemory(cards, Options.DEFAULT);
    }

    /** {@link #inMemory(List)} with other limits. */
    public static ThreatCards inMemory(List<? extends Card> cards, Options options) {
        List<Card> copied = DefensiveCopies.list(cards, "cards");
        Objects.requireNonNull(options, "options");
        return new ThreatCards(CardIndex.inMemory(writer -> CardsInMemory.write(copied, writer)), options);
    }

    /** The limits of searches. */
    public Limits limits() {
        return limits;
    }

    /**
     * Loads what the first search of a process needs, whatever the index. Optional: a program can call it on another thread while it does
     * something else.
     */
    public static void prepare() {
        CardAnalyzer.terms(CardFields.TEXT, "prepared");
        CardIndex.prepare();
    }

    /**
     * Verifies the checksums of all files of an index and of all stored cards; opening verifies only small indexes.
     *
     * @return how many cards the index stores
     * @throws IndexException if there is no index, or if it is damaged; the message says what to do
     */
    public static int check(Path path) {
        return CardIndex.check(Objects.requireNonNull(path, "path"));
    }

    /** Whether the folder holds an index. */
    public static boolean exists(Path path) {
        Objects.requireNonNull(path, "path");
        return CardIndex.exists(path);
    }

    /** Builds the index in the folder, or updates it. */
    public static IndexBuild build(Path path) {
        return new IndexBuild(Objects.requireNonNull(path, "path"));
    }

    /**
     * The newest commit, held open: every call on the result reads that commit, whatever is committed meanwhile. For a caller that makes one
     * answer of several calls. Values computed for a commit are shared with this object.
     *
     * @return to be closed before this; closing it leaves this open. It keeps the files of the commit
     * @throws IndexException if this is closed
     */
    public ThreatCards snapshot() {
        return new ThreatCards(index, limits, values, Optional.of(openCommit().snapshot()));
    }

    /**
     * Searches the cards of actors: ETDA's if the index has any, unless the query names other collections.
     *
     * @throws InvalidQueryException if the text is too long, or if a facet is not one of actors
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public SearchResult search(CardQuery query) {
        Objects.requireNonNull(query, "query");
        return read(commit -> {
            SearchResult result = commit.search().actors(query);
            return query.window().size() == 0
                    ? result
                    : result.withGuidance(result.guidance().withMapped(mapped(query, commit)));
        });
    }

    /** The actors to which mapping files give the text of the query as a name that no card has. */
    private List<Resolution.Meaning> mapped(CardQuery query, Commit commit) throws IOException {
        MappedNames names = commit.mappedNames();
        String text = query.text();
        if (names.isEmpty() || text.length() > limits().nameLength()
                || (names.folded(NameKeys.folded(text)).isEmpty() && names.core(NameKeys.core(text)).isEmpty())) {
            return List.of();
        }
        return new NameResolver(commit.reader(), query.filters().choice(Facet.COLLECTION).any(), limits(), names)
                .of(List.of(text)).getFirst().meanings().stream().filter(meaning -> !meaning.via().isEmpty()).toList();
    }

    /**
     * Searches the cards of tools, with the facets collection, category and type.
     *
     * @throws InvalidQueryException if the text is too long, or if a facet is not one of tools
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public ToolResult tools(CardQuery query) {
        Objects.requireNonNull(query, "query");
        return read(commit -> commit.search().tools(query, commit.tools()));
    }

    /**
     * Searches the dated operations and counter operations of all actors: of ETDA's cards if the index has any, unless the query names other
     * collections.
     *
     * @return the newest first, with their actors, and the counts of the facets of both
     * @throws InvalidQueryException if the text is too long, or {@link OperationQuery#active} is no date and no range of dates
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public OperationResult operations(OperationQuery query) {
        Objects.requireNonNull(query, "query");
        return read(commit -> new OperationSearch(commit.reader(), limits).search(query));
    }

    /**
     * Marks the words of a query in texts, as the highlights of a search do.
     *
     * @param query the query as it was typed
     * @return for each text the whole of it
     * @throws InvalidQueryException if the query is too long
     */
    public List<Highlight> mark(String query, List<String> texts) {
        Objects.requireNonNull(query, "query");
        List<String> copied = DefensiveCopies.list(texts, "texts");
        limits.requireText(query);
        return read(commit -> OperationSearch.marked(query, copied, limits));
    }

    /**
     * Statistics of the actors that a search finds: origins by targets, sectors by years, rare tools, and the actors that share those. Only the
     * text and the filters of the query count. Without either, they are computed once for a commit.
     *
     * @throws InvalidQueryException if the text is too long, or if a facet is not one of actors
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public DeckStatistics.Result landscape(CardQuery query) {
        Objects.requireNonNull(query, "query");
        boolean all = query.text().isBlank() && query.filters().isEmpty();
        return read(commit -> {
            DeckStatistics found = all
                    ? commit.computed().statistics.get()
                    : commit.search().statistics(query.text(), query.filters());
            return new DeckStatistics.Result(query, found, commit.reader().provenance(found.collections()));
        });
    }

    /**
     * The values of one facet of actors, under the text and filters of {@code query}.
     *
     * @param prefix the beginning of a word of the value, in any case; empty for all
     * @return the most frequent first, as many as the query's facet size, and the selected ones
     * @throws InvalidQueryException if the text is too long, or if a facet is not one of actors
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public List<FacetValue> facet(Facet facet, String prefix, CardQuery query) {
        return facetValues(facet, prefix, query).values();
    }

    /** {@link #facet} with the total number of values. */
    public FacetValues facetValues(Facet facet, String prefix, CardQuery query) {
        return facetValues(Kind.ACTOR, facet, prefix, query);
    }

    /** {@link #facet} for tools. */
    public List<FacetValue> toolFacet(Facet facet, String prefix, CardQuery query) {
        return toolFacetValues(facet, prefix, query).values();
    }

    /** {@link #toolFacet} with the total number of values. */
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
     * The vulnerabilities that cards mention, each with the numbers of actors and of tools: of ETDA's cards if the index has any, unless
     * the filters name other collections.
     *
     * @return the most cards first, of equally many the newest id first
     * @throws InvalidQueryException if a filter exceeds the limits
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public CveList cves(CveQuery query) {
        Objects.requireNonNull(query, "query");
        return read(commit -> commit.search().cves(query));
    }

    /** {@link #cve(CveId, Set)} for an id in any spelling and the usual collections; empty if the text is no id. */
    public Optional<CveCards> cve(String id) {
        Objects.requireNonNull(id, "id");
        return read(commit -> {
            Optional<CveId> parsed = CveId.parse(id);
            return parsed.isEmpty() ? Optional.empty() : mentioning(parsed.get(), Set.of(), commit);
        });
    }

    /**
     * The actors and tools that mention a vulnerability, with the places in their texts.
     *
     * @param collections the collections; empty for ETDA's, or for all if no card of ETDA mentions it
     * @return empty if no card mentions it
     */
    public Optional<CveCards> cve(CveId id, Set<String> collections) {
        Objects.requireNonNull(id, "id");
        Set<String> among = DefensiveCopies.set(collections, "collections");
        return read(commit -> mentioning(id, among, commit));
    }

    /** {@link #technique(TechniqueId, Set)} for an id in any spelling and the usual collections; empty if the text is no id. */
    public Optional<TechniqueCards> technique(String id) {
        Objects.requireNonNull(id, "id");
        return read(commit -> {
            Optional<TechniqueId> parsed = TechniqueId.parse(id);
            return parsed.isEmpty()
                    ? Optional.empty()
                    : new TechniqueLookup(commit.reader()).of(parsed.get(), Set.of());
        });
    }

    /**
     * The actors and tools that use a technique of MITRE ATT&amp;CK, each with who says so, and its sub-techniques.
     *
     * @param collections the collections; empty for ETDA's, or for all if no card of ETDA uses it or a sub-technique
     * @return empty if no card uses it or one of its sub-techniques
     */
    public Optional<TechniqueCards> technique(TechniqueId id, Set<String> collections) {
        Objects.requireNonNull(id, "id");
        Set<String> among = DefensiveCopies.set(collections, "collections");
        return read(commit -> new TechniqueLookup(commit.reader()).of(id, among));
    }

    /** {@link #report(String, Set)} for the usual collections. */
    public ReportCards report(String address) {
        return report(address, Set.of());
    }

    /**
     * The actors and tools that cite a report, with the places in their texts, and the other reports that these share with it.
     *
     * @param address the address of the report however it is written: with a scheme or without, defanged, with tracking parameters
     * @param collections the collections; empty for ETDA's, or for all if no card of ETDA cites it
     * @return without cards if none cites it, and then with the reports of the same host that cards cite
     * @throws InvalidQueryException if the text is no address of a page on the web
     */
    public ReportCards report(String address, Set<String> collections) {
        Objects.requireNonNull(address, "address");
        Set<String> among = DefensiveCopies.set(collections, "collections");
        ReportAddress parsed = ReportAddress.of(address)
                .orElseThrow(() -> new InvalidQueryException("url", "\"" + WellFormedText.cut(address, LONGEST_QUOTED)
                        + "\" is no address of a report; an address has a host"
                        + " and mostly a path, such as https://example.org/report or hxxps://example[.]org/report."));
        return read(commit -> new ReportLookup(commit.reader()).of(parsed, among));
    }

    private static Optional<CveCards> mentioning(CveId id, Set<String> collections, Commit commit) throws IOException {
        return Optional.of(new CveLookup(commit.reader()).of(id, collections)).filter(cards -> cards.total() > 0);
    }

    /**
     * The cards with a uuid, a slug, an ATT&amp;CK id or a name in any spelling. Tools are returned only if no actor has the name, and other
     * collections only if no card of ETDA has it.
     *
     * @return empty if there is none; several if cards share the name, at most the first thousand, see {@link #identify}
     */
    public List<MergedCard> cards(String id) {
        return identify(id).cards();
    }

    /** {@link #cards} with the total number of cards. */
    public IdentifiedCards identify(String id) {
        Objects.requireNonNull(id, "id");
        return read(commit -> identified(new CardLookup(commit.reader()).documents(id), commit));
    }

    /**
     * The tools with a uuid, a slug, an ATT&amp;CK id or a name in any spelling.
     *
     * @return empty if there is none; several if tools share the name, at most the first thousand, see {@link #identifyTools}
     */
    public List<MergedCard> toolCards(String id) {
        return identifyTools(id).cards();
    }

    /** {@link #toolCards} with the total number of tools. */
    public IdentifiedCards identifyTools(String id) {
        Objects.requireNonNull(id, "id");
        return read(commit -> identified(new CardLookup(commit.reader()).tools(id), commit));
    }

    private static IdentifiedCards identified(CardLookup.Documents documents, Commit commit) throws IOException {
        return new IdentifiedCards(commit.cards(documents.first()), documents.total());
    }

    /** The card with the uuid, with its relations, users and sources; empty if there is none. */
    public Optional<CardProfile> profile(UUID uuid) {
        Objects.requireNonNull(uuid, "uuid");
        return read(commit -> {
            List<Integer> documents = new CardLookup(commit.reader()).documents(uuid.toString()).first();
            List<MergedCard> found = commit.cards(documents);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            MergedCard card = found.getFirst();
            ToolGraph tools = commit.tools();
            Relations relations = new Relations(commit.reader());
            List<Related> related = relations.of(card);
            return Optional.of(new CardProfile(card, related, related.size() + relations.unread(), tools.users(uuid),
                    tools.listedBy(uuid), commit.ids().of(documents.getFirst()),
                    commit.mappedNames().names(documents.getFirst()),
                    commit.mappedNames().conflicts(documents.getFirst()),
                    new ReportLookup(commit.reader()).others(card.card()), commit.provenance()));
        });
    }

    /**
     * The actors that use a tool: those of its collection that list its title, or another of its names that is no other tool's title, and
     * those of which a relation says so.
     *
     * @return by name; empty if there is no such tool
     */
    public List<ActorCard> users(UUID tool) {
        return users(tool, Integer.MAX_VALUE);
    }

    /**
     * The first actors that use a tool; reading thousands of cards takes long. {@link CardProfile#users} names all.
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
     * Every card that a name may mean: a name of an actor or tool in any spelling, an ATT&amp;CK id, a part of a title, or a uuid. Cards of other
     * collections are considered only if no card of ETDA has the name. The id of a vulnerability is no name: its resolution has the cards that
     * mention it, see {@link Resolution#cve}.
     *
     * @param name any text; an unknown one, or one longer than {@link Limits#nameLength}, has no meanings
     */
    public Resolution resolve(String name) {
        Objects.requireNonNull(name, "name");
        return resolve(List.of(name)).getFirst();
    }

    /**
     * Resolves several names in one commit.
     *
     * @return a resolution for each name, in their order
     * @throws InvalidQueryException if there are more than {@link Limits#names}
     */
    public List<Resolution> resolve(List<String> names) {
        return resolve(names, Set.of());
    }

    /**
     * Resolves names to cards of some collections.
     *
     * @param collections the collections; empty for the usual choice
     * @throws InvalidQueryException if there are more names than {@link Limits#names}
     */
    public List<Resolution> resolve(List<String> names, Set<String> collections) {
        List<String> asked = DefensiveCopies.list(names, "names");
        Set<String> among = DefensiveCopies.set(collections, "collections");
        if (asked.size() > limits().names()) {
            throw new InvalidQueryException("name",
                    "At most " + limits().names() + " names are resolved at once; these are " + asked.size() + ".");
        }
        return read(commit -> {
            CveLookup cves = new CveLookup(commit.reader());
            List<Resolution> resolutions = new ArrayList<>();
            for (Resolution resolution : new NameResolver(commit.reader(), among, limits(), commit.mappedNames())
                    .of(asked)) {
                Optional<CveId> id = cveId(resolution.name());
                resolutions.add(id.isEmpty() ? resolution : resolution.withCve(cves.of(id.get(), among)));
            }
            return List.copyOf(resolutions);
        });
    }

    /** The id that a text is, with punctuation around it or as the address of its page. */
    private static Optional<CveId> cveId(String written) {
        return WrittenNames.readings(written).stream().filter(names -> names.size() == 1)
                .flatMap(names -> CveId.parse(names.getFirst()).stream()).findFirst();
    }

    /**
     * The actors and tools that a text mentions by any of their names, and vulnerabilities by their ids. Names that are ordinary words as well
     * count where the text gives evidence, see {@link Mention.Evidence}.
     *
     * @param text any text, of any length
     * @return in the order of the text; no mention within another
     */
    public List<Mention> scan(String text) {
        return scan(text, ScanOptions.USUAL);
    }

    /**
     * The actors, tools and vulnerabilities that a text mentions, for the names and collections of the options. The names are prepared once for a commit.
     *
     * @return in the order of the text; no mention within another
     */
    public List<Mention> scan(String text, ScanOptions options) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(text, "text");
        return read(commit -> commit.mentions(text, options));
    }

    /**
     * The actors and tools that a report mentions by any of their names. Names that are ordinary words as well are left out.
     *
     * @return in the order of the report's text, in which their offsets count; no mention within another
     */
    public List<Mention> scan(Report report) {
        return scan(report, ScanOptions.USUAL);
    }

    /**
     * The actors and tools that a report mentions, for the names and collections of the options.
     *
     * @return in the order of the report's text, in which their offsets count; no mention within another
     */
    public List<Mention> scan(Report report, ScanOptions options) {
        Objects.requireNonNull(report, "report");
        return scan(report.text(), options);
    }

    /**
     * The actors that a text fits, with every reason. A lead is a hint where to read on: it fits the text, and is no attribution.
     *
     * @param text any text; of one with more than 200,000 characters, the words of the first ones count, and the names in all of it
     * @return the best fit first
     */
    public Leads leads(String text) {
        return leads(text, LeadOptions.USUAL);
    }

    /**
     * The actors that a text fits, for the options. Nothing of the text is kept.
     *
     * @param text any text; of one with more than 200,000 characters, the words of the first ones count, and the names in all of it
     * @return the best fit first
     * @throws InvalidQueryException if the size is out of bounds
     */
    public Leads leads(String text, LeadOptions options) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(options, "options");
        limits().requirePageSize(options.size());
        return read(commit -> {
            List<Mention> mentions = commit.mentions(text, new ScanOptions(false, options.collections()));
            return new LeadFinder(commit.reader(), commit.tools()).of(text, mentions, options);
        });
    }

    /** {@link #leads(String)} for the text of a report. */
    public Leads leads(Report report) {
        return leads(report, LeadOptions.USUAL);
    }

    /** {@link #leads(String, LeadOptions)} for the text of a report. */
    public Leads leads(Report report, LeadOptions options) {
        Objects.requireNonNull(report, "report");
        return leads(report.text(), options);
    }

    /** The decks with their dates and licences, and what the last ingest changed and rejected. */
    public Provenance provenance() {
        return read(Commit::provenance);
    }

    /** The id of the current commit. As long as it is the same, so is each result; use it in the keys of caches. */
    public String commit() {
        return read(commit -> commit.snapshot().commit());
    }

    /**
     * Why the index cannot be updated: its folder was deleted, a newer version of the program writes to it, or it is damaged. Calls read the
     * last readable commit meanwhile.
     *
     * @return a sentence that says what to do; empty if all is well
     */
    public Optional<String> problem() {
        return index.problem().map(IndexException::getMessage);
    }

    /** Findings about the quality of the cards, computed once for a commit. */
    public DeckReport inspect() {
        return read(commit -> commit.computed().report.get());
    }

    /**
     * Completions of a text that is being typed: names, tools and facet values of the cards that a search without filters covers. Exact names
     * come first, then names that begin with the text, then names with a word that does. If there is none, a typo is forgiven. Fast enough for
     * every key press: the names are read once for a commit.
     *
     * @param beginning the text so far, in any spelling; a blank text has no completions
     * @param size the most suggestions, from 0 to 100
     * @throws InvalidQueryException if {@code beginning} is too long, or {@code size} is out of bounds
     */
    public List<Suggestion> suggest(String beginning, int size) {
        return suggestions(beginning, size).suggestions();
    }

    /** {@link #suggest} with the total number of suggestions. */
    public Suggestion.Found suggestions(String beginning, int size) {
        Objects.requireNonNull(beginning, "beginning");
        limits().requireText(beginning);
        limits().requirePageSize(size);
        return read(commit -> commit.computed().autocomplete.get().of(beginning, size));
    }

    /**
     * The most similar cards, each with the reason: for an actor, actors of its collection that share tools, rare ones above all; for a tool,
     * tools that the same actors use. It is a lead, not attribution.
     *
     * @param size the most cards, from 0 to 100
     * @return the most similar first; empty if nothing is shared, or if there is no such card
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public List<SimilarCard> similar(UUID card, int size) {
        return similarCards(card, size).cards();
    }

    /** {@link #similar} with the total number of similar cards. */
    public SimilarCard.Found similarCards(UUID card, int size) {
        Objects.requireNonNull(card, "card");
        limits().requirePageSize(size);
        return read(commit -> commit.computed().similarity.get().to(card, size));
    }

    /**
     * Compares actors: their values in each aspect, and which they share. A tool is the same under any of its names.
     *
     * @param actors the uuids of actors; duplicates and unknown ones are ignored
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
     * The cards of other collections that share names with a card. They are never merged.
     *
     * @return counterparts first, then those that share the most names; empty if there are none, or if there is no such card
     */
    public List<LinkedCard> linked(UUID card) {
        Objects.requireNonNull(card, "card");
        return read(commit -> commit.linked().of(card, commit.reader()));
    }

    /**
     * The names that some givers gave to the actors that a search finds: a row for each actor, a column for each giver.
     *
     * @param query the text, the filters, the order and the page
     * @param givers the givers in any spelling, of which the cards found have at least one; {@code "?"} for the names whose giver the
     *     encyclopedia does not know. If empty, all cards count, and the givers that named the most of them are chosen
     * @throws InvalidQueryException if no card has a name by one of the givers; the message names the nearest giver
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public NameTable nameTable(CardQuery query, List<String> givers) {
        Objects.requireNonNull(query, "query");
        List<String> asked = DefensiveCopies.list(givers, "givers");
        return read(commit -> new NameTables(commit).page(query, asked));
    }

    /** Who gave names to actors, each in the spelling that most cards use; those that named the most actors first. */
    public List<String> givers() {
        return read(commit -> commit.givers().all());
    }

    /**
     * Writes the whole table of names by giver as CSV, whatever the page of the query. The last columns have the names whose giver is not
     * known, and the names that other actors have too.
     *
     * @param out where to, in UTF-8; it stays open
     * @return how many rows were written, without the header
     * @throws IOException if {@code out} fails
     * @throws InvalidQueryException as for {@link #nameTable}; nothing was written then
     */
    public int exportNames(CardQuery query, List<String> givers, OutputStream out) throws IOException {
        Objects.requireNonNull(query, "query");
        List<String> asked = DefensiveCopies.list(givers, "givers");
        return write(out, (observed, commit) -> new NameTables(commit).write(query, asked, observed));
    }

    /**
     * What a giver calls the actor of a name: "CrowdStrike" calls "Forest Blizzard" "Fancy Bear". Names on linked cards of other collections
     * count too, each with its source.
     *
     * @param name any name, as for {@link #resolve}
     * @param giver the giver in any spelling
     * @return with {@link Translation#outcome}, which tells an unknown name from a giver that has no name for the actor
     * @throws InvalidQueryException if no card has a name by the giver; the message names the nearest giver
     */
    public Translation translate(String name, String giver) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(giver, "giver");
        return read(commit -> {
            String known = commit.givers().require(giver, "to");
            Resolution resolution = new NameResolver(commit.reader(), Set.of(), limits, commit.mappedNames())
                    .of(List.of(name)).getFirst();
            return new NamesByGiver(commit.reader(), commit.linked(), commit.mappedNames()).translation(resolution,
                    known);
        });
    }

    /**
     * The ids under which other catalogues have the cards that a search finds: ETDA, the MISP galaxy, MITRE ATT&amp;CK, Malpedia, and the
     * names that Microsoft uses.
     *
     * @param query the text, the filters, the order and the page
     * @param kinds actors, tools or both, of which actors come first
     * @throws InvalidQueryException if a facet is not one of the kinds
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public Crosswalk crosswalk(CardQuery query, Set<Kind> kinds) {
        Objects.requireNonNull(query, "query");
        Set<Kind> asked = DefensiveCopies.enumSet(kinds, "kinds");
        return read(commit -> new NameTables(commit).crosswalk(query, asked));
    }

    /**
     * Writes the whole crosswalk as CSV, whatever the page of the query.
     *
     * @param out where to, in UTF-8; it stays open
     * @return how many rows were written, without the header
     * @throws IOException if {@code out} fails
     * @throws InvalidQueryException as for {@link #crosswalk}; nothing was written then
     */
    public int exportCrosswalk(CardQuery query, Set<Kind> kinds, OutputStream out) throws IOException {
        Objects.requireNonNull(query, "query");
        Set<Kind> asked = DefensiveCopies.enumSet(kinds, "kinds");
        return write(out, (observed, commit) -> new NameTables(commit).writeCrosswalk(query, asked, observed));
    }

    /**
     * Writes cards of one commit in a format for other programs, which can be ingested again. The bytes are the same each time.
     *
     * @param out where to, in UTF-8; it stays open
     * @return how many cards were written
     * @throws IOException if {@code out} fails
     * @throws InvalidQueryException if the text is too long; nothing was written then
     */
    public int export(CardSelection selection, ExportFormat format, OutputStream out) throws IOException {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(format, "format");
        return write(out, (observed, commit) -> CardExport.write(selection, format, observed, commit));
    }

    private interface Writing {
        int to(OutputStream out, Commit commit) throws IOException;
    }

    /** Writes, and tells a failure of the output from one of the index. */
    private int write(OutputStream out, Writing writing) throws IOException {
        Objects.requireNonNull(out, "out");
        ObservedOutput observed = new ObservedOutput(out);
        try {
            return read(commit -> writing.to(observed, commit));
        } catch (RuntimeException | Error e) {
            observed.rethrowFailure();
            throw e;
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
