package dev.threatcards.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** Queries in a random order, the same for every peer, from the first again after the last. Safe for use by several threads. */
final class QueryOrder {

    private final List<BenchmarkQuery> queries;
    private final AtomicInteger next = new AtomicInteger();

    QueryOrder(List<BenchmarkQuery> queries) {
        List<BenchmarkQuery> shuffled = new ArrayList<>(queries);
        Collections.shuffle(shuffled, new Random(3));
        this.queries = List.copyOf(shuffled);
    }

    BenchmarkQuery next() {
        return queries.get(Math.floorMod(next.getAndIncrement(), queries.size()));
    }

    List<BenchmarkQuery> all() {
        return queries;
    }
}
