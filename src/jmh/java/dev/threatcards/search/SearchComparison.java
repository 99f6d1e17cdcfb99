package dev.threatcards.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.lucene.index.DirectoryReader;

import dev.threatcards.BenchmarkDeck;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;
import dev.threatcards.search.Engine.Answer;

/**
 * Engines side by side in one process on one deck and one set of queries. Every query is asked of every engine in turn, over and
 * over; each query has its median, and an engine the 50th and 99th percentile and the mean of these. Arguments: the number of
 * invented cards or a deck in any form, the folder for the indexes, and how often each query is asked.
 */
public final class SearchComparison {

    private SearchComparison() {
    }

    /** Compares, and prints a table. */
    public static void main(String[] arguments) throws IOException {
        BenchmarkDeck deck = BenchmarkDeck.of(arguments[0], arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (BenchmarkActors actors = BenchmarkActors.open(deck.index())) {
            try (DirectoryReader stock = StockEngine.index(deck.folder().resolve("stock"), actors.cards())) {
                List<Engine> engines = List.of(new StockEngine(StockEngine.Part.SEARCH, stock),
                        new StockEngine(StockEngine.Part.FACETS, stock), ColumnEngine.fresh(actors.searcher()),
                        ColumnEngine.repeated(actors.searcher()), new StockEngine(StockEngine.Part.PAGE, stock),
                        ColumnEngine.page(actors.searcher()));
                List<BenchmarkQuery> queries = BenchmarkQueries.of(actors.sample());
                System.out.printf(Locale.ROOT, "%,d cards, %d queries, each %d times%n", actors.size(), queries.size(),
                        rounds);
                agreement(engines.get(1), engines.get(2), queries);
                print(measure(engines, queries, rounds), queries);
            }
        }
    }

    private static void agreement(Engine stock, Engine ours, List<BenchmarkQuery> queries) throws IOException {
        int totals = 0;
        int counts = 0;
        for (BenchmarkQuery query : queries) {
            Answer one = stock.answer(query);
            Answer other = ours.answer(query);
            totals += one.total() == other.total() ? 1 : 0;
            counts += one.facets().equals(other.facets()) ? 1 : 0;
            if (one.total() != other.total()) {
                System.out.println("  " + query.text() + ": " + one.total() + " / " + other.total());
            }
        }
        System.out.printf(Locale.ROOT, "same totals on %d, same counts on %d of %d%n", totals, counts, queries.size());
    }

    private static Map<Engine, double[]> measure(List<Engine> engines, List<BenchmarkQuery> queries, int rounds)
            throws IOException {
        Map<Engine, long[][]> times = new LinkedHashMap<>();
        engines.forEach(engine -> times.put(engine, new long[queries.size()][rounds]));
        for (int round = -Math.max(2, rounds / 3); round < rounds; round++) {
            for (int q = 0; q < queries.size(); q++) {
                for (Engine engine : engines) {
                    long start = System.nanoTime();
                    engine.answer(queries.get(q));
                    if (round >= 0) {
                        times.get(engine)[q][round] = System.nanoTime() - start;
                    }
                }
            }
        }
        Map<Engine, double[]> medians = new LinkedHashMap<>();
        times.forEach((engine, all) -> medians.put(engine, Arrays.stream(all).mapToDouble(of -> {
            Arrays.sort(of);
            return of[of.length / 2] / 1e3;
        }).toArray()));
        return medians;
    }

    private static void print(Map<Engine, double[]> medians, List<BenchmarkQuery> queries) {
        System.out.printf("%-40s %10s %10s %10s%n", "µs", "p50", "p99", "mean");
        medians.forEach((engine, of) -> System.out.printf(Locale.ROOT, "%-40s %10.1f %10.1f %10.1f%n", engine.name(),
                percentile(of, 0.5), percentile(of, 0.99), Arrays.stream(of).average().orElse(0)));
        for (BenchmarkQueries.TextClass kind : BenchmarkQueries.TextClass.values()) {
            System.out.printf("%-14s", kind);
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
