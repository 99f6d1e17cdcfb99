package dev.threatcards.search;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardBits;
import dev.threatcards.index.CardSearcher;

/** A facet's value as most cards spell it; the index knows values by their keys. */
final class ValueSpelling {

    /** Enough to tell the usual spelling from the odd one. */
    private static final int CARDS = 50;

    private final Scope scope;
    private final CardSearcher searcher;

    ValueSpelling(Scope scope, CardSearcher searcher) {
        this.scope = scope;
        this.searcher = searcher;
    }

    /** The usual spelling of the value with one of the keys, on cards of the scope that the query finds; empty if none has one. */
    Optional<String> of(Facet facet, Set<String> keys, Query cards) throws IOException {
        FixedBitSet some = new FixedBitSet(searcher.getIndexReader().maxDoc());
        for (ScoreDoc doc : searcher.search(scope.filtered(cards), CARDS).scoreDocs) {
            some.set(doc.doc);
        }
        return FacetCounts.counts(facet, new CardBits(some), searcher).entrySet().stream()
                .filter(value -> keys.contains(searcher.labels().of(value.getKey()).key()))
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }
}
