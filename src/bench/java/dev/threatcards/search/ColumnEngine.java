package dev.threatcards.search;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.column.CardBits;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Hits;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** This project's search: with or without what was kept of a text, with or without cards and highlights. */
final class ColumnEngine implements Engine {

    private static final Set<Facet> FACETS = EnumSet.copyOf(BenchmarkQueries.FACETS);

    private final CardReader searcher;
    private final boolean isPage;
    /** Null if each text is taken as if it had never been asked. */
    private final QueryCache kept;

    ColumnEngine(Kind kind, CardReader searcher) {
        this.searcher = searcher;
        this.isPage = kind == Kind.PAGE;
        this.kept = kind == Kind.REPEATED ? new QueryCache() : null;
    }

    @Override
    public Answer answer(BenchmarkQuery query) throws IOException {
        QueryCache texts = kept == null ? new QueryCache() : kept;
        if (isPage) {
            Hits<ActorCard> hits = new CardSearch(searcher, texts).actors(query.text(), query.filters(),
                    new PageRequest(Order.RELEVANCE, 1, SIZE), new FacetRequest(FACETS, SIZE));
            Map<Facet, List<Integer>> counts = new EnumMap<>(Facet.class);
            hits.facets().forEach((facet, values) -> counts.put(facet, counts(values)));
            return new Answer(hits.total(), hits.hits().size(), counts);
        }
        AnalyzedQuery analyzed = AnalyzedQuery.parse(query.text(), Limits.DEFAULT);
        SearchScope scope = SearchScope.of(CardFields.kind(CardReference.Kind.ACTOR), analyzed.tree(), query.filters(),
                searcher);
        ClauseQueries clauses = new ClauseQueries(analyzed, scope, searcher);
        MatchedCards matches = texts.of(clauses);
        DrillSideways drill = texts.drill(matches, query.filters(), searcher);
        CardBits left = drill.hits();
        // A text that was asked before is only looked up here, which leaves nothing to do while another core counts.
        boolean isWorthwhile = kept == null && FacetCounts.takeLong(matches.cards());
        try (Aside<Map<Facet, List<Integer>>> counting = Aside.of(() -> counts(drill, query.filters()), isWorthwhile)) {
            int first = matches.first(left, Order.RELEVANCE, ToolGraph.NONE, SIZE, clauses).length;
            return new Answer(left.size(), first, counting.get());
        }
    }

    private Map<Facet, List<Integer>> counts(DrillSideways drill, Filters filters) throws IOException {
        Map<Facet, List<Integer>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : FACETS) {
            counts.put(facet, counts(FacetCounts.of(facet, drill.sideways(facet), drill.together(facet, FACETS),
                    filters.choice(facet), "", SIZE, searcher).values()));
        }
        return counts;
    }

    private static List<Integer> counts(List<FacetValue> values) {
        // A value that is selected is listed at any count.
        return values.stream().map(FacetValue::count).filter(count -> count > 0).limit(SIZE).toList();
    }
}
