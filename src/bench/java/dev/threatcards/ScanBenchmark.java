package dev.threatcards;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;

import dev.threatcards.result.Mention;

/** The actors, tools and vulnerabilities that a report mentions. */
public class ScanBenchmark {

    /** Some 5,000 characters. */
    @Benchmark
    public List<Mention> report(OpenDeck deck, TypedText typed) {
        return deck.cards.scan(typed.reports.next());
    }

    /** A million characters. */
    @Benchmark
    public List<Mention> longReport(OpenDeck deck, TypedText typed) {
        return deck.cards.scan(typed.longReport);
    }
}
