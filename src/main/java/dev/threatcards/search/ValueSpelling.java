package dev.threatcards.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.StoredCards;

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
        Map<String, Integer> spelt = new HashMap<>();
        for (ScoreDoc doc : searcher.search(scope.filtered(cards), CARDS).scoreDocs) {
            facet.values(StoredCards.card(searcher.getIndexReader(), doc.doc)).stream()
                    .filter(value -> keys.contains(CardAnalyzer.key(value)))
                    .forEach(value -> spelt.merge(value, 1, Integer::sum));
        }
        return spelt.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed())).map(Map.Entry::getKey);
    }
}
