package dev.threatcards.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.Facet;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** Something that answers a faceted search: the number of cards, the first twenty, and the most frequent values of each facet. */
interface Engine {

    /** Hits on a page, and values of a facet. */
    int SIZE = 20;

    /**
     * An answer.
     *
     * @param total how many cards match
     * @param first how many hits were given
     * @param facets the counts of each facet, the largest first; empty if they were not asked for
     */
    record Answer(int total, int first, Map<Facet, List<Integer>> facets) {
    }

    /** What it is called in the table. */
    String name();

    /** Answers. */
    Answer answer(BenchmarkQuery query) throws IOException;
}
