package dev.threatcards;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;

import dev.threatcards.result.Suggestion;

/** What a text that is being typed may become. */
public class SuggestBenchmark {

    private static final int SIZE = 10;

    /** The first one to six letters of a name. */
    @Benchmark
    public List<Suggestion> beginning(OpenDeck deck, TypedText typed) {
        return deck.cards.suggest(typed.beginnings.next(), SIZE);
    }
}
