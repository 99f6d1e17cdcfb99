package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.SearchAdvice.Elsewhere;
import dev.threatcards.search.FilterSuggestions.Totals;

/** Says in which other collections a search finds cards that it does not find in its own. */
final class OtherCollections {

    private final ClauseQueries clauses;
    private final Totals totals;

    OtherCollections(ClauseQueries clauses, Totals totals) {
        this.clauses = clauses;
        this.totals = totals;
    }

    /** The collections where the text is a name although it is none here; if nothing matches here, all that have cards. */
    List<Elsewhere> of(Filters filters, boolean isEmpty) throws IOException {
        SearchScope scope = clauses.scope();
        boolean isAll = clauses.query().tree().texts().isEmpty() && !isEmpty;
        // All collections are searched, or some were selected.
        if (scope.collections().isEmpty() || !filters.choice(Facet.COLLECTION).values().isEmpty() || isAll
                || clauses.names().isKnown()) {
            return List.of();
        }
        List<Elsewhere> elsewhere = new ArrayList<>();
        for (String collection : SearchScope.allCollections(clauses.reader())) {
            SearchScope other = new SearchScope(scope.kind(), Set.of(collection));
            if (!scope.collections().contains(collection) && (isEmpty || clauses.in(other).names().isKnown())) {
                int total = totals.of(clauses.query(), filters.with(Facet.COLLECTION, Mode.ANY, collection));
                if (total > 0) {
                    elsewhere.add(new Elsewhere(collection, total));
                }
            }
        }
        return List.copyOf(elsewhere);
    }
}
