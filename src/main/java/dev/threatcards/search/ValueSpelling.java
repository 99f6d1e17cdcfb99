package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.column.CardBits;

/** The spelling of a facet's value that most cards use: the index finds values by their keys. */
final class ValueSpelling {

    /** Enough cards to tell the usual spelling from an odd one. */
    private static final int CARDS = 50;

    private final SearchScope scope;
    private final CardReader searcher;

    ValueSpelling(SearchScope scope, CardReader searcher) {
        this.scope = scope;
        this.searcher = searcher;
    }

    /**
     * The usual spelling on cards of the scope; of two that are equally frequent the first in alphabetical order.
     *
     * @param keys keys of the value, see {@link dev.threatcards.analysis.CardAnalyzer#key}
     * @return empty if no card of the scope has the value
     */
    Optional<String> of(Facet facet, List<String> keys) throws IOException {
        FixedBitSet carriers = searcher.matching(ClauseQueries.labelled(facet, keys));
        carriers.and(scope.cards(searcher));
        FixedBitSet some = new FixedBitSet(carriers.length());
        int card = next(carriers, 0);
        for (int count = 0; count < CARDS && card != DocIdSetIterator.NO_MORE_DOCS; count++) {
            some.set(card);
            card = next(carriers, card + 1);
        }
        return FacetCounts.counts(facet, new CardBits(some), searcher).entrySet().stream()
                .filter(value -> keys.contains(searcher.labels().of(value.getKey()).key()))
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }

    private static int next(FixedBitSet cards, int from) {
        return from < cards.length() ? cards.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
    }
}
