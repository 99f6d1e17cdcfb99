package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardBits;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.HeldCard;
import dev.threatcards.search.Filters.Mode;
import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.Understanding.Totals;

/**
 * Searches one commit of an index. Made anew for each search, which it gives up when it takes too long; for use by one thread.
 */
public final class CardSearch {

    private interface Highlighting {
        Map<String, List<Highlight>> of(HeldCard card) throws IOException;
    }

    private final CardSearcher searcher;
    private final KeptTexts texts;

    /**
     * A search that is given up after {@link Limits#QUERY_MILLIS}.
     *
     * @param texts what was searched for before in the same commit
     */
    public CardSearch(CardSearcher searcher, KeptTexts texts) {
        this(searcher, texts, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.QUERY_MILLIS));
    }

    /**
     * @param deadline when it is given up, in {@link System#nanoTime}
     */
    CardSearch(CardSearcher searcher, KeptTexts texts, long deadline) {
        this.searcher = searcher.until(deadline);
        this.texts = texts;
    }

    /**
     * The actors that match the text and the filters.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#QUERY_MILLIS}
     */
    public Hits<ActorCard> actors(String text, Filters filters, Window window, FacetRequest facets) throws IOException {
        return search(text, CardFields.ACTOR, ActorCard.class, filters, window, facets, ToolUsers.NONE);
    }

    /**
     * The tools that match the text and the filters.
     *
     * @param users who uses them, which they may be ordered by
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#QUERY_MILLIS}
     */
    public Hits<ToolCard> tools(String text, Filters filters, Window window, FacetRequest facets, ToolUsers users)
            throws IOException {
        return search(text, CardFields.TOOL, ToolCard.class, filters, window, facets, users);
    }

    /**
     * The values of one facet of cards of that kind under the same text and filters.
     *
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     * @throws SearchTimeoutException if it takes longer than {@link Limits#QUERY_MILLIS}
     */
    public List<FacetValue> values(CardReference.Kind kind, Facet facet, String text, Filters filters, String prefix,
            int size) throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Scope scope = Scope.of(CardFields.kind(kind), tree, filters, searcher);
        DrillSideways drill = drill(tree, scope, filters);
        List<FacetValue> values = FacetCounts.of(facet, sideways(facet, tree, scope, filters, drill), Set.of(facet),
                filters.choice(facet), prefix.strip(), size, searcher);
        requireInTime();
        return values;
    }

    /**
     * What the actors that match the text and the filters look like, all of them together.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#QUERY_MILLIS}
     */
    public Landscape landscape(String text, Filters filters) throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Scope scope = Scope.of(CardFields.ACTOR, tree, filters, searcher);
        CardBits left = drill(tree, scope, filters).hits();
        CardBits all = new CardBits(scope.cards(searcher));
        List<ActorCard> actors = ScopeCards.cards(new BitSetQuery(left.bits()), ActorCard.class, searcher);
        Map<String, Integer> users = FacetCounts.counts(Facet.TOOL, all, searcher);
        requireInTime();
        return new Landscapes(actors, users, this::requireInTime).of(scope.collections());
    }

    /**
     * The documents of all cards of a kind that match the text and the filters, however many they are.
     *
     * @param kind {@link CardFields#ACTOR} or {@link CardFields#TOOL}
     * @param users who uses which tool, by which tools can be ordered
     * @return in that order
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     * @throws SearchTimeoutException if it takes longer than {@link Limits#QUERY_MILLIS}
     */
    public List<Integer> documents(String kind, String text, Filters filters, Order order, ToolUsers users)
            throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Scope scope = Scope.of(kind, tree, filters, searcher);
        CardBits left = drill(tree, scope, filters).hits();
        List<Integer> documents = new ArrayList<>();
        for (ScoreDoc doc : texts.of(tree, scope, searcher).first(left, order, users, Math.max(1, left.size()),
                searcher)) {
            documents.add(doc.doc);
        }
        requireInTime();
        return documents;
    }

    private <C extends Card> Hits<C> search(String text, String kind, Class<C> type, Filters filters, Window window,
            FacetRequest facets, ToolUsers users) throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Scope scope = Scope.of(kind, tree, filters, searcher);
        window.order().requireFor(scope.cards());
        TextMatches matches = texts.of(tree, scope, searcher);
        DrillSideways drill = texts.drill(matches, filters, searcher);
        CardBits left = drill.hits();
        Set<Facet> counted = Facet.of(scope.cards()).stream().filter(facets.facets()::contains)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Facet.class)));
        boolean countsAlone = window.size() == 0;
        try (Aside<Map<Facet, List<FacetValue>>> counting = Aside.of(
                () -> counts(counted, facets.size(), tree, scope, filters, drill),
                !countsAlone && !counted.isEmpty() && FacetCounts.takeLong(matches.cards()))) {
            List<Hit<C>> page = countsAlone ? List.of() : page(tree, matches, scope, type, left, window, users);
            Guidance guidance = countsAlone ? Guidance.NONE : guidance(tree, matches.matching(), scope, filters, left);
            Map<Facet, List<FacetValue>> counts = counting.get();
            requireInTime();
            return new Hits<>(left.size(), page, counts, guidance, scope.collections());
        }
    }

    private Map<Facet, List<FacetValue>> counts(Set<Facet> counted, int size, QueryTree tree, Scope scope,
            Filters filters, DrillSideways drill) throws IOException {
        Map<Facet, List<FacetValue>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : counted) {
            counts.put(facet, FacetCounts.of(facet, sideways(facet, tree, scope, filters, drill),
                    together(facet, counted, drill), filters.choice(facet), "", size, searcher));
        }
        return Collections.unmodifiableMap(counts);
    }

    private void requireInTime() {
        if (searcher.timedOut()) {
            throw new SearchTimeoutException();
        }
    }

    private Guidance guidance(QueryTree tree, Matching matching, Scope scope, Filters filters, CardBits left)
            throws IOException {
        Totals totals = (other, otherFilters) -> total(other, scope.kind(), otherFilters);
        boolean isEmpty = left.size() == 0;
        Optional<String> meant = new Spelling(scope, searcher).of(tree, matching);
        if (meant.isPresent() && totals.of(QueryParser.parse(meant.get()), filters) == 0) {
            meant = Optional.empty();
        }
        List<String> ignored = isEmpty ? List.of() : matching.ignored().stream().map(Clause::typed).toList();
        return new Guidance(meant, ignored, sharing(tree, left),
                new Understanding(scope, searcher, totals).of(tree, filters),
                isEmpty ? Relaxing.of(tree, filters, totals) : List.of());
    }

    private int total(QueryTree tree, String kind, Filters filters) throws IOException {
        Scope scope = Scope.of(kind, tree, filters, searcher);
        return drill(tree, scope, filters).hits().size();
    }

    private DrillSideways drill(QueryTree tree, Scope scope, Filters filters) throws IOException {
        return texts.drill(texts.of(tree, scope, searcher), filters, searcher);
    }

    /** The cards that are left and carry the text as a name, if it is more than one. */
    private List<CardReference> sharing(QueryTree tree, CardBits left) throws IOException {
        Query name = ClauseQueries.name(tree.name());
        if (searcher.count(name, left.bits(), 2) < 2) {
            return List.of();
        }
        Query named = new BooleanQuery.Builder().add(new BitSetQuery(left.bits()), Occur.FILTER).add(name, Occur.FILTER)
                .build();
        List<CardReference> sharing = new ArrayList<>();
        for (ScoreDoc doc : searcher.search(named, CardLookup.MOST, CardLookup.BY_NAME).scoreDocs) {
            sharing.add(CardReference.of(searcher.card(doc.doc).card()));
        }
        return sharing;
    }

    /**
     * The cards that a facet's values are counted over. A text means what it matches in the collections that are searched; so
     * each collection is counted as if it were the one that is searched.
     */
    private CardBits sideways(Facet facet, QueryTree tree, Scope scope, Filters filters, DrillSideways drill)
            throws IOException {
        Set<String> all = facet == Facet.COLLECTION ? Scope.allCollections(searcher) : Set.of();
        if (all.size() <= 1) {
            return drill.sideways(facet);
        }
        FixedBitSet cards = new FixedBitSet(searcher.getIndexReader().maxDoc());
        for (String collection : all) {
            Filters alone = filters.withOnly(Facet.COLLECTION, Mode.ANY, collection);
            Scope instead = new Scope(scope.kind(), Set.of(collection));
            cards.or(drill(tree, instead, alone).hits().bits());
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

    private static QueryTree parse(String text) {
        Limits.requireText(text);
        return QueryParser.parse(text);
    }

    private <C extends Card> List<Hit<C>> page(QueryTree tree, TextMatches matches, Scope scope, Class<C> type,
            CardBits left, Window window, ToolUsers users) throws IOException {
        ScoreDoc[] found = matches.first(left, window.order(), users, window.from() + window.size(), searcher);
        Reasons reasons = new Reasons(tree, matches.matching(), new ClauseQueries(scope, searcher), searcher.labels());
        Highlighting highlighting = window.highlights() ? new Highlighter(tree)::of : card -> Map.of();
        int from = Math.min(window.from(), found.length);
        int[] documents = Stream.of(found).skip(from).mapToInt(card -> card.doc).toArray();
        List<HeldCard> cards = searcher.cards(documents);
        List<Hit<C>> hits = new ArrayList<>();
        for (int i = 0; i < documents.length; i++) {
            C card = type.cast(cards.get(i).card());
            hits.add(new Hit<>(card, found[from + i].score, reasons.of(card), highlighting.of(cards.get(i))));
        }
        return hits;
    }
}
