package dev.threatcards.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.ScopeCards;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.StatisticsBuilder;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.index.column.CardBits;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryParser;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Hits;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.search.FilterSuggestions.Totals;
import dev.threatcards.text.FirstOf;

/** Searches one commit of an index, within a time limit for each search. Not thread-safe. */
public final class CardSearch {

    private static final Duration UNHURRIED = Duration.ofDays(1);

    private final CardReader commit;
    private final QueryCache texts;
    private final Limits limits;
    private final Analyzer analyzer;
    private CardReader searcher;

    /**
     * Searches within the usual limits.
     *
     * @param texts what was searched for before in the same commit
     */
    public CardSearch(CardReader commit, QueryCache texts) {
        this(commit, texts, Limits.DEFAULT);
    }

    /**
     * Searches within other limits.
     *
     * @param texts what was searched for before in the same commit
     * @param limits what may be asked, and how long a search may take
     */
    public CardSearch(CardReader commit, QueryCache texts, Limits limits) {
        this(commit, texts, limits, CardAnalyzer.INSTANCE);
    }

    /**
     * Searches with another analyzer, which tests count with.
     *
     * @param analyzer see {@link AnalyzedQuery#parse(String, Limits, Analyzer)}
     */
    CardSearch(CardReader commit, QueryCache texts, Limits limits, Analyzer analyzer) {
        this.commit = commit;
        this.analyzer = analyzer;
        this.searcher = commit;
        this.texts = texts;
        this.limits = limits;
    }

    /**
     * Searches for one card of the commit without a time limit, so that classes are loaded and the caches of the commit are filled before
     * the first timed search.
     */
    public void warmUp() throws IOException {
        ScoreDoc[] any = commit.search(MatchAllDocsQuery.INSTANCE, 1).scoreDocs;
        String name = any.length == 0 ? "" : commit.card(any[0].doc).card().name();
        CardSearch unhurried = new CardSearch(commit, texts, Limits.DEFAULT.withSearchTime(UNHURRIED));
        PageRequest window = new PageRequest(Order.RELEVANCE, 1, 1);
        String text = name.length() > Limits.NAME_LENGTH ? "" : name;
        unhurried.actors(text, Filters.NONE, window, FacetRequest.DEFAULT);
        unhurried.tools(text, Filters.NONE, window, FacetRequest.DEFAULT, ToolGraph.NONE);
    }

    /** Checks the request, starts the time limit of a search, and parses the text. */
    private AnalyzedQuery begin(Kind kind, String text, Filters filters) {
        filters.requireWithin(limits, kind);
        limits.requireText(text);
        searcher = commit.until(System.nanoTime() + limits.searchTime().toNanos());
        return AnalyzedQuery.parse(text, limits, analyzer);
    }

    private ClauseQueries in(String kind, AnalyzedQuery query, Filters filters) throws IOException {
        return new ClauseQueries(query, SearchScope.of(kind, query.tree(), filters, searcher), searcher);
    }

    /**
     * The actors that match the text and the filters.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public Hits<ActorCard> actors(String text, Filters filters, PageRequest window, FacetRequest facets)
            throws IOException {
        return search(text, CardFields.ACTOR, ActorCard.class, filters, window, facets, ToolGraph.NONE);
    }

    /**
     * The tools that match the text and the filters.
     *
     * @param users who uses them, which they may be ordered by
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public Hits<ToolCard> tools(String text, Filters filters, PageRequest window, FacetRequest facets, ToolGraph users)
            throws IOException {
        return search(text, CardFields.TOOL, ToolCard.class, filters, window, facets, users);
    }

    /**
     * The values of one facet of cards of that kind under the same text and filters.
     *
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public FacetValues values(Kind kind, Facet facet, String text, Filters filters, String prefix, int size)
            throws IOException {
        Filters.requireFacets(kind, Set.of(facet), "facet");
        limits.requireFacetSize(size);
        ClauseQueries clauses = in(CardFields.kind(kind), begin(kind, text, filters), filters);
        DrillSideways drill = drill(clauses, filters);
        FacetValues values = FacetCounts.of(facet, sideways(facet, clauses, filters, drill), Set.of(facet),
                filters.choice(facet), prefix.strip(), size, searcher);
        requireInTime(clauses);
        return values;
    }

    /**
     * Statistics of all actors that match the text and the filters.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public DeckStatistics landscape(String text, Filters filters) throws IOException {
        ClauseQueries clauses = in(CardFields.ACTOR, begin(Kind.ACTOR, text, filters), filters);
        CardBits left = drill(clauses, filters).hits();
        CardBits all = new CardBits(clauses.scope().cards(searcher));
        List<ActorCard> actors = ScopeCards.cards(new BitSetQuery(left.bits()), ActorCard.class, searcher);
        Map<String, Integer> users = FacetCounts.counts(Facet.TOOL, all, searcher);
        requireInTime(clauses);
        return new StatisticsBuilder(actors, users, () -> requireInTime(clauses)).of(clauses.scope().collections());
    }

    /**
     * The documents of all cards of a kind that match the text and the filters, however many they are.
     *
     * @param kind {@link CardFields#ACTOR} or {@link CardFields#TOOL}
     * @param users who uses which tool, by which tools can be ordered
     * @return in that order
     * @throws InvalidQueryException if the text is longer than {@link Limits#queryLength}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#searchTime}
     */
    public List<Integer> documents(String kind, String text, Filters filters, Order order, ToolGraph users)
            throws IOException {
        ClauseQueries clauses = in(kind, begin(kind(kind), text, filters), filters);
        CardBits left = drill(clauses, filters).hits();
        List<Integer> documents = new ArrayList<>();
        for (ScoreDoc doc : texts.of(clauses).first(left, order, users, Math.max(1, left.size()), clauses)) {
            documents.add(doc.doc);
        }
        requireInTime(clauses);
        return documents;
    }

    private <C extends Card> Hits<C> search(String text, String kind, Class<C> type, Filters filters,
            PageRequest window, FacetRequest facets, ToolGraph users) throws IOException {
        limits.require(window.page(), window.size(), facets.size());
        if (!facets.facets().equals(FacetRequest.DEFAULT.facets())) {
            Filters.requireFacets(kind(kind), facets.facets(), "facets");
        }
        ClauseQueries clauses = in(kind, begin(kind(kind), text, filters), filters);
        SearchScope scope = clauses.scope();
        window.order().requireFor(scope.cards());
        MatchedCards matches = texts.of(clauses);
        DrillSideways drill = texts.drill(matches, filters, searcher);
        CardBits left = drill.hits();
        Set<Facet> counted = Facet.of(scope.cards()).stream().filter(facets.facets()::contains)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Facet.class)));
        boolean countsAlone = window.size() == 0;
        try (Aside<Map<Facet, FacetValues>> counting = Aside.of(
                () -> counts(counted, facets.size(), clauses, filters, drill),
                !countsAlone && !counted.isEmpty() && FacetCounts.takeLong(matches.cards()))) {
            List<Hit<C>> page = countsAlone ? List.of() : page(clauses, matches, type, left, window, users);
            QueryParser.Unread unread = clauses.query().unread();
            SearchAdvice guidance = (countsAlone
                    ? SearchAdvice.NONE
                    : guidance(clauses, matches.matching(), filters, left))
                    .withUnread(unread.words(), unread.prefixes());
            Map<Facet, FacetValues> counts = counting.get();
            requireInTime(clauses);
            Map<Facet, List<FacetValue>> values = new EnumMap<>(Facet.class);
            Map<Facet, Integer> totals = new EnumMap<>(Facet.class);
            counts.forEach((facet, of) -> {
                values.put(facet, of.values());
                totals.put(facet, of.total());
            });
            return new Hits<>(left.size(), page, values, totals, guidance, scope.collections());
        }
    }

    private Map<Facet, FacetValues> counts(Set<Facet> counted, int size, ClauseQueries clauses, Filters filters,
            DrillSideways drill) throws IOException {
        Map<Facet, FacetValues> counts = new EnumMap<>(Facet.class);
        for (Facet facet : counted) {
            counts.put(facet, FacetCounts.of(facet, sideways(facet, clauses, filters, drill),
                    together(facet, counted, drill), filters.choice(facet), "", size, searcher));
        }
        return Collections.unmodifiableMap(counts);
    }

    private void requireInTime(ClauseQueries clauses) {
        if (searcher.timedOut()) {
            QueryTree tree = clauses.query().tree();
            throw new SearchTimeoutException(tree.typed(), tree.wanted().size() + tree.unwanted().size(),
                    limits.searchTime());
        }
    }

    private SearchAdvice guidance(ClauseQueries clauses, Recall matching, Filters filters, CardBits left)
            throws IOException {
        AnalyzedQuery query = clauses.query();
        Totals totals = (other, otherFilters) -> drill(in(clauses.scope().kind(), other, otherFilters), otherFilters)
                .hits().size();
        boolean isEmpty = left.size() == 0;
        Optional<String> meant = new DidYouMean(clauses).of(matching);
        if (meant.isPresent() && totals.of(query.with(QueryParser.parse(meant.get(), limits)), filters) == 0) {
            meant = Optional.empty();
        }
        List<String> ignored = isEmpty ? List.of() : matching.ignored().stream().map(Clause::typed).toList();
        Optional<Query> name = clauses.named();
        int named = name.isEmpty() ? 0 : searcher.count(name.get(), left.bits());
        FirstOf<SearchAdvice.Understood> understood = new FilterSuggestions(clauses, totals).of(filters);
        FirstOf<SearchAdvice.Relaxed> ways = isEmpty
                ? QueryRelaxation.of(query, filters, totals)
                : new FirstOf<>(List.of(), 0);
        return new SearchAdvice(meant, ignored, named < 2 ? List.of() : sharing(name.get(), left),
                named < 2 ? 0 : named, understood.first(), understood.total(), ways.first(), ways.total(), 0, 0);
    }

    private DrillSideways drill(ClauseQueries clauses, Filters filters) throws IOException {
        return texts.drill(texts.of(clauses), filters, searcher);
    }

    /** The first of the cards that are left and carry the name. */
    private List<CardReference> sharing(Query name, CardBits left) throws IOException {
        Query named = new BooleanQuery.Builder().add(new BitSetQuery(left.bits()), Occur.FILTER).add(name, Occur.FILTER)
                .build();
        List<CardReference> sharing = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(named, CardLookup.FIRST, CardLookup.BY_NAME).scoreDocs) {
            sharing.add(CardReference.of(searcher.card(doc.doc).card()));
        }
        return sharing;
    }

    /**
     * The cards that a facet's values are counted over. What a text matches depends on the collections that are searched, so each collection
     * is counted as if it were the only one selected.
     */
    private CardBits sideways(Facet facet, ClauseQueries clauses, Filters filters, DrillSideways drill)
            throws IOException {
        Set<String> all = facet == Facet.COLLECTION ? SearchScope.allCollections(searcher) : Set.of();
        if (all.size() <= 1) {
            return drill.sideways(facet);
        }
        FixedBitSet cards = new FixedBitSet(searcher.getIndexReader().maxDoc());
        for (String collection : all) {
            Filters alone = filters.withOnly(Facet.COLLECTION, Mode.ANY, collection);
            SearchScope instead = new SearchScope(clauses.scope().kind(), Set.of(collection));
            cards.or(drill(new ClauseQueries(clauses.query(), instead, searcher), alone).hits().bits());
        }
        return new CardBits(cards);
    }

    /** The facets whose values are counted over the same cards as this one's; collections are counted over others, see {@link #sideways}. */
    private static Set<Facet> together(Facet facet, Set<Facet> counted, DrillSideways drill) {
        if (facet == Facet.COLLECTION) {
            return Set.of(facet);
        }
        Set<Facet> others = EnumSet.copyOf(counted);
        others.remove(Facet.COLLECTION);
        return drill.together(facet, others);
    }

    private static Kind kind(String field) {
        return field.equals(CardFields.ACTOR) ? Kind.ACTOR : Kind.TOOL;
    }

    private <C extends Card> List<Hit<C>> page(ClauseQueries clauses, MatchedCards matches, Class<C> type,
            CardBits left, PageRequest window, ToolGraph users) throws IOException {
        ScoreDoc[] found = matches.first(left, window.order(), users, window.from() + window.size(), clauses);
        QueryTree tree = clauses.query().tree();
        QueryTerms terms = QueryTerms.of(tree);
        MatchExplanation reasons = new MatchExplanation(terms, tree, matches.matching(), clauses, searcher.labels());
        Highlighter highlighter = new Highlighter(terms);
        int from = Math.min(window.from(), found.length);
        int[] documents = Stream.of(found).skip(from).mapToInt(card -> card.doc).toArray();
        List<TokenizedCard> cards = searcher.cards(documents);
        List<Hit<C>> hits = new ArrayList<>();
        for (int i = 0; i < documents.length; i++) {
            C card = type.cast(cards.get(i).card());
            FirstOf<Match> matched = reasons.of(card);
            hits.add(new Hit<>(card, found[from + i].score, matched.first(), matched.total(),
                    window.highlights() ? highlighter.of(cards.get(i)) : Map.of()));
        }
        return hits;
    }
}
