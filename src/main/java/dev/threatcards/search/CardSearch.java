package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.StoredCards;
import dev.threatcards.search.Filters.Mode;

/** Searches one commit of an index. Not kept: made anew for each searcher. */
public final class CardSearch {

    private final IndexSearcher searcher;

    public CardSearch(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /**
     * The actors that match the text and the filters.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     */
    public Hits<ActorCard> actors(String text, Filters filters, Window window, FacetRequest facets) throws IOException {
        return search(text, CardFields.ACTOR, ActorCard.class, filters, window, facets);
    }

    /**
     * The tools that match the text.
     *
     * @param filters what is asked of {@link Facet#COLLECTION}; tools have no other facet
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     */
    public Hits<ToolCard> tools(String text, Filters filters, Window window) throws IOException {
        return search(text, CardFields.TOOL, ToolCard.class, filters, window, new FacetRequest(Set.of(), 0));
    }

    /**
     * The values of one facet of actors under the same text and filters.
     *
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     */
    public List<FacetValue> values(Facet facet, String text, Filters filters, String prefix, int size)
            throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Scope scope = Scope.of(CardFields.ACTOR, filters, searcher);
        DrillSideways drill = new DrillSideways(Matching.of(tree, scope, searcher), filters, searcher);
        return FacetCounts.of(facet, sideways(facet, tree, scope, filters, drill), filters.choice(facet), prefix, size,
                searcher.getIndexReader());
    }

    private <C extends Card> Hits<C> search(String text, String kind, Class<C> type, Filters filters, Window window,
            FacetRequest facets) throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Scope scope = Scope.of(kind, filters, searcher);
        DrillSideways drill = new DrillSideways(Matching.of(tree, scope, searcher), filters, searcher);
        FixedBitSet left = drill.hits();
        Map<Facet, List<FacetValue>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            if (facets.facets().contains(facet)) {
                counts.put(facet, FacetCounts.of(facet, sideways(facet, tree, scope, filters, drill),
                        filters.choice(facet), "", facets.size(), searcher.getIndexReader()));
            }
        }
        List<Hit<C>> page = window.size() == 0 ? List.of() : page(tree, scope, type, left, window);
        return new Hits<>(left.cardinality(), page, Collections.unmodifiableMap(counts), scope.collections());
    }

    /**
     * The cards that a facet's values are counted over. A text means what it matches in the collections that are searched; so
     * each collection is counted as if it were the one that is searched.
     */
    private FixedBitSet sideways(Facet facet, QueryTree tree, Scope scope, Filters filters, DrillSideways drill)
            throws IOException {
        Set<String> all = Scope.allCollections(searcher);
        if (facet != Facet.COLLECTION || all.size() == 1) {
            return drill.sideways(facet);
        }
        FixedBitSet cards = new FixedBitSet(searcher.getIndexReader().maxDoc());
        for (String collection : all) {
            Filters alone = filters.withOnly(Facet.COLLECTION, Mode.ANY, collection);
            Scope instead = new Scope(scope.kind(), Set.of(collection));
            cards.or(new DrillSideways(Matching.of(tree, instead, searcher), alone, searcher).hits());
        }
        return cards;
    }

    private static QueryTree parse(String text) {
        Limits.requireText(text);
        return QueryParser.parse(text);
    }

    private <C extends Card> List<Hit<C>> page(QueryTree tree, Scope scope, Class<C> type, FixedBitSet left,
            Window window) throws IOException {
        Query ranked = new BooleanQuery.Builder().add(new BitSetQuery(left), Occur.FILTER)
                .add(Ranking.of(tree, scope, searcher), Occur.SHOULD).build();
        int deepest = window.from() + window.size();
        TopFieldDocs top = searcher.search(ranked,
                new TopFieldCollectorManager(window.order().sort(), deepest, null, Integer.MAX_VALUE));
        ScoreDoc[] found = top.scoreDocs;
        TopFieldCollector.populateScores(found, searcher, ranked);
        Set<String> toolKeys = ToolNames.keys(tree.wantedText(), scope, searcher).stream().map(BytesRef::utf8ToString)
                .collect(Collectors.toSet());
        Reasons reasons = new Reasons(tree, toolKeys);
        Highlighter highlighter = new Highlighter(tree);
        List<Hit<C>> hits = new ArrayList<>();
        for (int i = window.from(); i < found.length; i++) {
            C card = type.cast(StoredCards.card(searcher.getIndexReader(), ((FieldDoc) found[i]).doc));
            hits.add(new Hit<>(card, found[i].score, reasons.of(card), highlighter.of(card)));
        }
        return hits;
    }
}
