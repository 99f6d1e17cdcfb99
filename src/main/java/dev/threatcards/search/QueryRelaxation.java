package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.SearchAdvice.Relaxed;
import dev.threatcards.search.FilterSuggestions.Totals;
import dev.threatcards.text.FirstOf;

/** Suggests, for a query that matches nothing, the same query without one of its filters or clauses. */
final class QueryRelaxation {

    /** More suggestions are not read. */
    private static final int MOST = 8;

    /** Each clause that is left out takes a search of its own. */
    private static final int MOST_TRIED = 12;

    private final AnalyzedQuery query;
    private final Totals totals;
    private final List<Relaxed> suggestions = new ArrayList<>();

    private QueryRelaxation(AnalyzedQuery query, Totals totals) {
        this.query = query;
        this.totals = totals;
    }

    /** The relaxed queries that match a card, those that match the most first. */
    static FirstOf<Relaxed> of(AnalyzedQuery query, Filters filters, Totals totals) throws IOException {
        QueryRelaxation relaxing = new QueryRelaxation(query, totals);
        QueryTree tree = query.tree();
        for (Map.Entry<Facet, Choice> filter : filters.choices().entrySet()) {
            for (String value : filter.getValue().values()) {
                boolean excluded = filter.getValue().values(Mode.NOT).contains(value);
                relaxing.tryOut((excluded ? "-" : "") + new Value(filter.getKey(), value).typed(), tree,
                        filters.without(filter.getKey(), value));
            }
        }
        // Words that nobody demands are hardly why nothing matches.
        Stream<Clause> words = tree.wanted().stream().filter(Word.class::isInstance);
        Stream<Clause> others = tree.wanted().stream().filter(clause -> !(clause instanceof Word));
        for (Clause clause : Stream.concat(others, words).limit(MOST_TRIED).toList()) {
            relaxing.tryOut(clause.typed(), tree.without(List.of(clause)), filters);
        }
        for (Clause clause : tree.unwanted()) {
            relaxing.tryOut("-" + clause.typed(), tree.without(List.of(clause)), filters);
        }
        return FirstOf.of(
                relaxing.suggestions.stream().sorted(Comparator.comparingInt(Relaxed::total).reversed()).toList(),
                MOST);
    }

    private void tryOut(String dropped, QueryTree tree, Filters filters) throws IOException {
        boolean nothingLeft = tree.isEmpty() && filters.isEmpty();
        int total = nothingLeft ? 0 : totals.of(query.with(tree), filters);
        if (total > 0) {
            suggestions.add(new Relaxed(dropped, tree.typed(), filters, total));
        }
    }
}
