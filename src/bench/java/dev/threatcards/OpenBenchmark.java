package dev.threatcards;

import org.openjdk.jmh.annotations.Benchmark;

import dev.threatcards.query.CardQuery;
import dev.threatcards.result.SearchResult;

/** An index that is opened. */
public class OpenBenchmark {

    /** Until the first search is answered: a page with all facets. */
    @Benchmark
    public SearchResult untilTheFirstAnswer(TypedText typed) {
        try (ThreatCards cards = ThreatCards.open(typed.index)) {
            return cards.search(CardQuery.of(typed.names.next()));
        }
    }
}
