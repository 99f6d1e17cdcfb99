package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.NameForms;
import dev.threatcards.deck.ScopeCards;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.StatisticsBuilder;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryParser;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.CveList;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.result.SearchResult;
import dev.threatcards.result.ToolResult;
import dev.threatcards.search.FilterSuggestions.Totals;
import dev.threatcards.text.FirstOf;

/** Searches one commit of an index, with a time limit for each search. Thread-safe. */
public final class CardSearch {

    private final CardReader commit;
    private final Limits limits;
    private final Analyzer analyzer;

    /**
     * @param limits what may be asked, and how long a search may take
     */
    public CardSearch(CardReader commit, Limits limits) {
        this(commit, limits, CardAnalyzer.INSTANCE);
    }

    /**
     * For a test that counts what is analyzed.
     *
     * @param analyzer see {@link AnalyzedQuery#parse(String, Limits, Analyzer)}
     */
    CardSearch(CardReader commit, Limits limits, Analyzer analyzer) {
        this.commit = commit;
        this.limits = limits;
        this.analyzer = analyzer;
    }

    /**
     * The actors that match the query.
     *
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public SearchResult actors(CardQuery query) throws IOException {
        Found<ActorCard> found = search(Kind.ACTOR, ActorCard.class, query, ToolGraph.NONE);
        return new SearchResult(query, found.total, found.hits, found.facets, found.facetTotals, found.facetNone,
                found.advice, commit.provenance(found.collections));
    }

    /**
     * The tools that match the query.
     *
     * @param users the users of each tool
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public ToolResult tools(CardQuery query, ToolGraph users) throws IOException {
        Found<ToolCard> found = search(Kind.TOOL, ToolCard.class, query, users);
        return new ToolResult(query, found.total, found.hits, found.facets, found.facetTotals, found.facetNone,
                found.hits.stream().map(hit -> hit.card().uuid())
                        .collect(Collectors.toUnmodifiableMap(tool -> tool, users::users)),
                found.advice, commit.provenance(found.collections));
    }

    /** What the results for actors and for tools have in common. */
    private record Found<C extends Card>(int total, List<Hit<C>> hits, Map<Facet, List<FacetValue>> facets,
            Map<Facet, Integer> facetTotals, Map<Facet, Integer> facetNone, SearchAdvice advice,
            Set<String> collections) {
    }

    /**
     * The values of one facet over the cards that match the text and the filters.
     *
     * @param prefix how a word of the value begins, in any case; empty for all values
     * @param size the most values that are not selected
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public FacetValues values(Kind kind, Facet facet, String text, Filters filters, String prefix, int size)
            throws IOException {
        Filters.requireFacets(kind, Set.of(facet), "facet");
        limits.requireFacetSize(size);
        ClauseQueries clauses = clauses(kind, text, filters);
        FacetValues values = FacetCounts.of(facet, sideways(facet, clauses, filters, filtered(clauses, filters)),
                clauses.read(filters), prefix.strip(), size, clauses.reader());
        requireInTime(clauses);
        return values;
    }

    /**
     * The vulnerabilities that cards mention, with the numbers of actors and of tools under the filters. A tool that lacks a facet of the
     * filters is under none.
     *
     * @throws InvalidQueryException if a filter exceeds the limits
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public CveList cves(CveQuery query) throws IOException {
        Filters filters = query.filters();
        ClauseQueries actors = clauses(Kind.ACTOR, "", filters);
        boolean hasTools = Facet.of(Kind.TOOL).containsAll(filters.choices().keySet());
        FixedBitSet tools = hasTools
                ? filtered(clauses(Kind.TOOL, "", filters), filters).hits()
                : new FixedBitSet(commit.getIndexReader().maxDoc());
        List<CveList.Count> counts = CveCounts.of(filtered(actors, filters).hits(), tools, query.text(), commit);
        requireInTime(actors);
        return new CveList(query,
                counts.stream().skip((long) (query.page() - 1) * query.size()).limit(query.size()).toList(),
                counts.size(), commit.provenance(actors.scope().collections()));
    }

    /**
     * Statistics of all actors that match the text and the filters.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public DeckStatistics statistics(String text, Filters filters) throws IOException {
        ClauseQueries clauses = clauses(Kind.ACTOR, text, filters);
        CardReader reader = clauses.reader();
        List<ActorCard> actors = ScopeCards.cards(new BitSetQuery(filtered(clauses, filters).hits()), ActorCard.class,
                reader);
        Map<String, Integer> users = reader.column(Facet.TOOL).countsByValue(clauses.cards());
        requireInTime(clauses);
        return new StatisticsBuilder(actors, users, () -> requireInTime(clauses)).of(clauses.scope().collections());
    }

    /**
     * The documents of all cards of a kind that match the text and the filters, in an order.
     *
     * @param users the users of each tool, for an order by their number
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public List<Integer> documents(Kind kind, String text, Filters filters, Order order, ToolGraph users)
            throws IOException {
        ClauseQueries clauses = clauses(kind, text, filters);
        Recall recall = Recall.of(clauses);
        FixedBitSet hits = clauses.drill(recall.cards(), clauses.read(filters)).hits();
        ScoreDoc[] ranked = RankedCards.first(Math.max(1, hits.cardinality()), hits, order, users, recall, clauses);
        requireInTime(clauses);
        return Stream.of(ranked).map(card -> card.doc).toList();
    }

    /** Checks the request, starts the time limit of a search, and analyzes the text. */
    private ClauseQueries clauses(Kind kind, String text, Filters filters) throws IOException {
        filters.requireWithin(limits, kind);
        limits.requireText(text);
        CardReader reader = commit.until(System.nanoTime() + limits.searchTime().toNanos());
        return ClauseQueries.of(AnalyzedQuery.parse(text, limits, analyzer), kind, filters, reader);
    }

    private static DrillSideways filtered(ClauseQueries clauses, Filters filters) throws IOException {
        return clauses.drill(Recall.of(clauses).cards(), clauses.read(filters));
    }

    private <C extends Card> Found<C> search(Kind kind, Class<C> type, CardQuery query, ToolGraph users)
            throws IOException {
        Filters filters = query.filters();
        PageRequest window = query.window();
        FacetRequest facets = query.facets();
        limits.require(window.page(), window.size(), facets.size());
        if (!facets.facets().equals(FacetRequest.DEFAULT.facets())) {
            Filters.requireFacets(kind, facets.facets(), "facets");
        }
        ClauseQueries clauses = clauses(kind, query.text(), filters);
        window.order().requireFor(kind);
        Recall recall = Recall.of(clauses);
        ReadFilters read = clauses.read(filters);
        DrillSideways drill = clauses.drill(recall.cards(), read);
        List<Hit<C>> page = List.of();
        SearchAdvice advice = SearchAdvice.NONE;
        if (window.size() > 0) {
            AskedSubjects asked = AskedSubjects.of(clauses.query().tree(), filters);
            page = page(clauses, recall, type, drill.hits(), window, users, asked);
            advice = advice(clauses, recall, filters, drill.hits(), asked);
        }
        Map<Facet, List<FacetValue>> values = new EnumMap<>(Facet.class);
        Map<Facet, Integer> totals = new EnumMap<>(Facet.class);
        Map<Facet, Integer> none = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.of(kind)) {
            if (facets.facets().contains(facet)) {
                FacetValues counts = FacetCounts.of(facet, sideways(facet, clauses, filters, drill), read, "",
                        facets.size(), clauses.reader());
                values.put(facet, counts.values());
                totals.put(facet, counts.total());
                none.put(facet, counts.none());
            }
        }
        requireInTime(clauses);
        QueryParser.Parsed parsed = clauses.query().parsed();
        return new Found<>(drill.hits().cardinality(), page, values, totals, none,
                advice.withReading(read.understood(clauses.values()),
                        QueryReadings.of(clauses, recall.ignored(), recall.demanded()), parsed.unreadWords(),
                        parsed.unreadPrefixes()).withLeftOut(leftOut(clauses, read, drill)),
                clauses.scope().collections());
    }

    /** The cards that were left out because they are not current, by their status. */
    private static Map<EditionStatus, Integer> leftOut(ClauseQueries clauses, ReadFilters read, DrillSideways drill)
            throws IOException {
        Map<EditionStatus, Integer> leftOut = new EnumMap<>(EditionStatus.class);
        if (clauses.isCurrentAlone(read)) {
            clauses.reader().column(Facet.EDITION).countsByValue(drill.sideways(Facet.EDITION))
                    .forEach((status, count) -> leftOut.put(EditionStatus.named(status).orElseThrow(), count));
            leftOut.remove(EditionStatus.CURRENT);
        }
        return leftOut;
    }

    private void requireInTime(ClauseQueries clauses) {
        if (clauses.reader().timedOut()) {
            QueryTree tree = clauses.query().tree();
            throw new SearchTimeoutException(tree.typed(), tree.wanted().size() + tree.unwanted().size(),
                    limits.searchTime());
        }
    }

    private SearchAdvice advice(ClauseQueries clauses, Recall recall, Filters filters, FixedBitSet hits,
            AskedSubjects asked) throws IOException {
        AnalyzedQuery query = clauses.query();
        Totals totals = (other,
                otherFilters) -> filtered(
                        ClauseQueries.of(other, clauses.scope().cards(), otherFilters, clauses.reader()), otherFilters)
                        .hits().cardinality();
        boolean isEmpty = hits.cardinality() == 0;
        Optional<String> meant = new DidYouMean(clauses).of(recall);
        if (meant.isPresent() && totals.of(query.with(QueryParser.parse(meant.get(), limits)), filters) == 0) {
            meant = Optional.empty();
        }
        Optional<NameForm> form = isEmpty || meant.isPresent()
                ? new NameForms(clauses.scope().collections(), clauses.reader()).of(query.name().text())
                : Optional.empty();
        if (form.isPresent() && recall.nearNames().isEmpty()) {
            // A name of a known form is a name that no card has rather than a misspelt word.
            meant = Optional.empty();
        }
        List<String> ignored = isEmpty ? List.of() : recall.ignored().stream().map(Clause::typed).toList();
        // A text of several names may have a card for each.
        Optional<Query> name = clauses.names().names().size() == 1 ? clauses.names().best() : Optional.empty();
        int named = name.isEmpty() ? 0 : clauses.reader().count(name.get(), hits);
        List<CardReference> sharing = named < 2 ? List.of() : sharing(name.get(), hits, clauses.reader());
        FirstOf<SearchAdvice.Understood> understood = new FilterSuggestions(clauses, totals).of(filters);
        FirstOf<SearchAdvice.Relaxed> relaxed = isEmpty
                ? QueryRelaxation.of(query, filters, totals)
                : new FirstOf<>(List.of(), 0);
        return new SearchAdvice(meant, ignored, sharing, named < 2 ? 0 : named, understood.first(), understood.total(),
                relaxed.first(), relaxed.total(), new OtherCollections(clauses, totals).of(filters, isEmpty), List.of(),
                form, asked.cves(clauses), asked.reports(clauses), List.of(), SearchAdvice.Reading.NONE, 0, 0,
                Map.of());
    }

    /** The first of the hits that have the name; empty if each is of another collection. */
    private static List<CardReference> sharing(Query name, FixedBitSet hits, CardReader reader) throws IOException {
        Query named = new BooleanQuery.Builder().add(new BitSetQuery(hits), Occur.FILTER).add(name, Occur.FILTER)
                .build();
        ScoreDoc[] first = reader.search(named, CardLookup.FIRST, CardLookup.BY_NAME).scoreDocs;
        List<CardReference> cards = reader.cards(Stream.of(first).mapToInt(doc -> doc.doc).toArray()).stream()
                .map(card -> CardReference.of(card.card())).toList();
        // Cards of one name in different collections are one actor's.
        long collections = cards.stream().map(CardReference::collection).distinct().count();
        return collections == cards.size() ? List.of() : cards;
    }

    /**
     * The cards that a facet's values are counted over. What a text matches depends on the collections that are searched, so each collection
     * is counted as if it were the only one selected.
     */
    private static FixedBitSet sideways(Facet facet, ClauseQueries clauses, Filters filters, DrillSideways drill)
            throws IOException {
        CardReader reader = clauses.reader();
        Set<String> collections = facet == Facet.COLLECTION ? SearchScope.allCollections(reader) : Set.of();
        if (collections.size() <= 1) {
            return drill.sideways(facet);
        }
        FixedBitSet cards = new FixedBitSet(reader.getIndexReader().maxDoc());
        for (String collection : collections) {
            SearchScope alone = new SearchScope(clauses.scope().kind(), Set.of(collection));
            cards.or(filtered(new ClauseQueries(clauses.query(), alone, reader),
                    filters.withOnly(Facet.COLLECTION, Mode.ANY, collection)).hits());
        }
        return cards;
    }

    private static <C extends Card> List<Hit<C>> page(ClauseQueries clauses, Recall recall, Class<C> type,
            FixedBitSet cards, PageRequest window, ToolGraph users, AskedSubjects asked) throws IOException {
        ScoreDoc[] ranked = RankedCards.first(window.from() + window.size(), cards, window.order(), users, recall,
                clauses);
        QueryTerms terms = QueryTerms.of(clauses.query());
        MatchExplanation explanation = new MatchExplanation(terms, clauses, recall, asked);
        Highlighter highlighter = new Highlighter(terms);
        List<ScoreDoc> found = Stream.of(ranked).skip(window.from()).toList();
        List<TokenizedCard> read = clauses.reader().cards(found.stream().mapToInt(card -> card.doc).toArray());
        Map<Integer, Hit.Operations> operations = window.highlights()
                ? FoundOperations.of(found.stream().map(card -> card.doc).toList(), clauses)
                : Map.of();
        List<Hit<C>> hits = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            C card = type.cast(read.get(i).card());
            FirstOf<Match> matches = explanation.of(card);
            hits.add(new Hit<>(card, found.get(i).score, matches.first(), matches.total(),
                    window.highlights() ? highlighter.of(read.get(i)) : Map.of(),
                    Optional.ofNullable(operations.get(found.get(i).doc))));
        }
        return hits;
    }
}
