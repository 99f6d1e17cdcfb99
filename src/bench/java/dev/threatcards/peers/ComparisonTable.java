package dev.threatcards.peers;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures of peers side by side, for people. */
final class ComparisonTable {

    private record Row(String queries, int connections) {
    }

    private final Map<Row, Map<Peer, Timings>> rows = new LinkedHashMap<>();

    /** Adds what a round gave. */
    void add(String queries, int connections, Peer peer, Timings timings) {
        rows.computeIfAbsent(new Row(queries, connections), row -> new LinkedHashMap<>())
                .computeIfAbsent(peer, any -> new Timings()).add(timings);
    }

    /** Prints it; the first peer is ours. */
    void print() {
        rows.forEach((row, peers) -> {
            System.out.printf(Locale.ROOT, "%n%s, %d connection%s%n", row.queries, row.connections,
                    row.connections == 1 ? "" : "s");
            System.out.println("| engine | requests/s | p50 ms | p99 ms | mean ms | errors | requests/s : ours | "
                    + "p99 : ours | processor ms | kB an answer |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            Timings ours = peers.values().iterator().next();
            peers.forEach((peer, timings) -> System.out.printf(Locale.ROOT,
                    "| %s | %,.1f | %,.2f | %,.2f | %,.2f | %d | %.3f | %.1f | %s | %.1f |%n", peer.name(),
                    timings.answersPerSecond(), timings.millis(0.5), timings.millis(0.99), timings.meanMillis(),
                    timings.errors(), timings.answersPerSecond() / ours.answersPerSecond(),
                    timings.millis(0.99) / ours.millis(0.99),
                    timings.meanWorkedMillis() == 0
                            ? "–"
                            : String.format(Locale.ROOT, "%.2f", timings.meanWorkedMillis()),
                    timings.meanKilobytes()));
        });
    }
}
