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
import dev.threatcards.card.Facet;
import dev.threatcards.index.StoredCard;
import dev.threatcards.index.StoredCards;

/** Searches the actors of one commit of an index. Not kept: made anew for each searcher. */
public final class CardSearch {

    private final IndexSearcher searcher;

    public CardSearch(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /**
     * The cards that match the text and the filters.
     *
     * @param text the query as it was typed; blank for all cards
     * @throws InvalidQueryException if the text is longer than {@link Limits#QUERY_LENGTH}
     */
    public Hits search(String text, Filters filters, Window window, FacetRequest facets) throws IOException {
        filters.requireWithinLimits();
        QueryTree tree = parse(text);
        Query matching = Matching.of(tree, searcher);
        DrillSideways drill = new DrillSideways(matching, filters, searcher);
        FixedBitSet left = drill.hits();
        Map<Facet, List<FacetValue>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            if (facets.facets().contains(facet)) {
                counts.put(facet, FacetCounts.of(facet, drill.sideways(facet), filters.choice(facet), "", facets.size(),
                        searcher.getIndexReader()));
            }
        }
        List<Hit> page = window.size() == 0 ? List.of() : page(tree, left, window);
        return new Hits(left.cardinality(), page, Collections.unmodifiableMap(counts));
    }

    /**
     * The values of one facet under the same text and filters.
     *
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     */
    public List<FacetValue> values(Facet facet, String text, Filters filters, String prefix, int size)
            throws IOException {
        filters.requireWithinLimits();
        DrillSideways drill = new DrillSideways(Matching.of(parse(text), searcher), filters, searcher);
        return FacetCounts.of(facet, drill.sideways(facet), filters.choice(facet), prefix, size,
                searcher.getIndexReader());
    }

    private static QueryTree parse(String text) {
        if (text.length() > Limits.QUERY_LENGTH) {
            throw new InvalidQueryException("q",
                    "A query has at most " + Limits.QUERY_LENGTH + " characters; this one has " + text.length() + ".");
        }
        return QueryParser.parse(text);
    }

    private List<Hit> page(QueryTree tree, FixedBitSet left, Window window) throws IOException {
        Query ranked = new BooleanQuery.Builder().add(new BitSetQuery(left), Occur.FILTER)
                .add(Ranking.of(tree, searcher), Occur.SHOULD).build();
        int deepest = window.from() + window.size();
        TopFieldDocs top = searcher.search(ranked,
                new TopFieldCollectorManager(window.order().sort(), deepest, null, Integer.MAX_VALUE));
        ScoreDoc[] found = top.scoreDocs;
        TopFieldCollector.populateScores(found, searcher, ranked);
        Set<String> toolKeys = ToolNames.keys(tree.wantedText(), searcher).stream().map(BytesRef::utf8ToString)
                .collect(Collectors.toSet());
        Reasons reasons = new Reasons(tree, toolKeys);
        Highlighter highlighter = new Highlighter(tree);
        List<Hit> hits = new ArrayList<>();
        for (int i = window.from(); i < found.length; i++) {
            StoredCard stored = StoredCards.card(searcher.getIndexReader(), ((FieldDoc) found[i]).doc);
            ActorCard card = (ActorCard) stored.card();
            hits.add(new Hit(card, stored.deck(), found[i].score, reasons.of(card), highlighter.of(card)));
        }
        return hits;
    }
}
