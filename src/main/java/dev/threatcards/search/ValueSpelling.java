package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;

/** The spelling of a facet's value that most cards use: the index finds values by their keys. */
final class ValueSpelling {

    private ValueSpelling() {
    }

    /**
     * The most frequent spelling on cards of the scope; of equally frequent ones the first in alphabetical order.
     *
     * @param keys keys of the value, see {@link dev.threatcards.analysis.CardAnalyzer#key}
     * @return empty if no card of the scope has the value
     */
    static Optional<String> of(Facet facet, List<String> keys, SearchScope scope, CardReader reader)
            throws IOException {
        FixedBitSet cards = reader.matching(ClauseQueries.labelled(facet, keys));
        cards.and(scope.cards(reader));
        return reader.column(facet).countsByValue(cards).entrySet().stream()
                .filter(value -> reader.labels().hasKey(facet, value.getKey(), keys))
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }
}
