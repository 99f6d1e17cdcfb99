package dev.threatcards.search;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchResult;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** This project's search, with or without cards and highlights. */
final class ColumnEngine implements Engine {

    private static final Set<Facet> FACETS = EnumSet.copyOf(BenchmarkQueries.FACETS);

    private final CardReader searcher;
    private final boolean isPage;

    ColumnEngine(Kind kind, CardReader searcher) {
        this.searcher = searcher;
        this.isPage = kind == Kind.PAGE;
    }

    @Override
    public Answer answer(BenchmarkQuery query) throws IOException {
        Map<Facet, List<Integer>> counts = new EnumMap<>(Facet.class);
        if (isPage) {
            SearchResult hits = new CardSearch(searcher, Limits.DEFAULT).actors(new CardQuery(query.text(),
                    query.filters(), new PageRequest(Order.RELEVANCE, 1, SIZE), new FacetRequest(FACETS, SIZE)));
            hits.facets().forEach((facet, values) -> counts.put(facet, counts(values)));
            return new Answer(hits.total(), hits.hits().size(), counts);
        }
        ClauseQueries clauses = ClauseQueries.of(AnalyzedQuery.parse(query.text(), Limits.DEFAULT),
                CardReference.Kind.ACTOR, query.filters(), searcher);
        Recall recall = Recall.of(clauses);
        DrillSideways drill = new DrillSideways(recall.cards(), query.filters(), searcher);
        int first = RankedCards.first(SIZE, drill.hits(), Order.RELEVANCE, ToolGraph.NONE, recall, clauses).length;
        for (Facet facet : FACETS) {
            counts.put(facet, counts(FacetCounts
                    .of(facet, drill.sideways(facet), query.filters().choice(facet), "", SIZE, searcher).values()));
        }
        return new Answer(drill.hits().cardinality(), first, counts);
    }

    private static List<Integer> counts(List<FacetValue> values) {
        // A value that is selected is listed at any count.
        return values.stream().map(FacetValue::count).filter(count -> count > 0).limit(SIZE).toList();
    }
}
