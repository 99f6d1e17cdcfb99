package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.threatcards.BenchmarkDeck;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/**
 * Engines side by side on one deck and one set of queries, each in a process of its own. All queries are asked of one engine after the
 * other, over and over; each query has its median, and an engine the 50th and 99th percentile and the mean of these. Arguments: the
 * number of invented cards or a deck in any form, the folder for the indexes, and how often each query is asked.
 */
public final class SearchComparison {

    /**
     * How often, at the least, and for how many seconds each engine is asked everything before anything is timed. Until then the JVM
     * compiles; what is quick is asked too seldom in so many rounds, and timed half compiled, what is slow in so short a time.
     */
    private static final int WARM_UP_ROUNDS = 30;
    private static final int WARM_UP_SECONDS = 30;

    private SearchComparison() {
    }

    /** Compares, and prints a table. */
    public static void main(String[] arguments) throws IOException {
        BenchmarkDeck deck = BenchmarkDeck.of(arguments[0], arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Path stock = deck.folder().resolve("stock");
        List<BenchmarkQuery> queries;
        try (BenchmarkActors actors = BenchmarkActors.open(deck.index())) {
            StockEngine.index(stock, actors.cards());
            queries = BenchmarkQueries.of(actors.sample());
            System.out.printf(Locale.ROOT, "%,d cards, %d queries, each %d times%n", actors.size(), queries.size(),
                    rounds);
        }
        Map<Engine.Kind, EngineProcess> engines = new EnumMap<>(Engine.Kind.class);
        try {
            for (Engine.Kind kind : Engine.Kind.values()) {
                engines.put(kind, EngineProcess.start(kind, deck.index(), stock));
            }
            agreement(engines.get(Engine.Kind.STOCK), engines.get(Engine.Kind.COLUMNS), queries);
            print(measure(List.copyOf(engines.values()), queries.size(), rounds), queries);
        } finally {
            engines.values().forEach(EngineProcess::close);
        }
    }

    private static void agreement(EngineProcess stock, EngineProcess ours, List<BenchmarkQuery> queries)
            throws IOException {
        List<String> some = stock.answers();
        List<String> others = ours.answers();
        List<Integer> differing = IntStream.range(0, queries.size()).boxed()
                .filter(q -> !total(some.get(q)).equals(total(others.get(q)))).toList();
        long same = IntStream.range(0, queries.size()).filter(q -> some.get(q).equals(others.get(q))).count();
        System.out.printf(Locale.ROOT, "same totals on %d, same totals and counts on %d of %d%n",
                queries.size() - differing.size(), same, queries.size());
        differing.forEach(q -> System.out.printf(Locale.ROOT, "  %s %s: %s / %s%n", queries.get(q).text(),
                queries.get(q).filters().choices().keySet(), total(some.get(q)), total(others.get(q))));
    }

    private static String total(String answer) {
        return answer.substring(0, answer.indexOf(' '));
    }

    private static Map<Engine.Kind, double[]> measure(List<EngineProcess> engines, int queries, int rounds)
            throws IOException {
        Map<Engine.Kind, List<long[]>> times = new EnumMap<>(Engine.Kind.class);
        engines.forEach(engine -> times.put(engine.kind(), new ArrayList<>()));
        for (EngineProcess engine : engines) {
            warm(engine);
        }
        for (int round = 0; round < rounds; round++) {
            for (EngineProcess engine : engines) {
                times.get(engine.kind()).add(engine.times());
            }
        }
        Map<Engine.Kind, double[]> medians = new EnumMap<>(Engine.Kind.class);
        times.forEach((kind, all) -> medians.put(kind, IntStream.range(0, queries)
                .mapToDouble(q -> median(all.stream().mapToLong(taken -> taken[q]).toArray()) / 1e3).toArray()));
        return medians;
    }

    private static void warm(EngineProcess engine) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
        for (int round = 0; round < WARM_UP_ROUNDS || System.nanoTime() < end; round++) {
            engine.times();
        }
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(Map<Engine.Kind, double[]> medians, List<BenchmarkQuery> queries) {
        System.out.printf(Locale.ROOT, "%-40s %10s %10s %10s%n", "µs", "p50", "p99", "mean");
        medians.forEach((engine, of) -> System.out.printf(Locale.ROOT, "%-40s %10.1f %10.1f %10.1f%n", engine.title(),
                percentile(of, 0.5), percentile(of, 0.99), Arrays.stream(of).average().orElse(0)));
        for (BenchmarkQueries.TextClass kind : BenchmarkQueries.TextClass.values()) {
            System.out.printf(Locale.ROOT, "%-14s", kind);
            medians.forEach((engine, of) -> {
                double[] some = IntStream.range(0, of.length).filter(q -> queries.get(q).kind() == kind)
                        .mapToDouble(q -> of[q]).toArray();
                System.out.printf(Locale.ROOT, " %10.1f", percentile(some, 0.5));
            });
            System.out.println();
        }
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1.0, Math.floor(sorted.length * share))];
    }
}
