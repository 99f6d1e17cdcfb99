package dev.threatcards;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;

import dev.threatcards.result.Resolution;

/** The cards that a name may mean. */
public class ResolveBenchmark {

    /** A name. */
    @Benchmark
    public Resolution name(OpenDeck deck, TypedText typed) {
        return deck.cards.resolve(typed.names.next());
    }

    /** A name in one word. */
    @Benchmark
    public Resolution folded(OpenDeck deck, TypedText typed) {
        return deck.cards.resolve(typed.folded.next());
    }

    /** A name with a typo in it. */
    @Benchmark
    public Resolution mistyped(OpenDeck deck, TypedText typed) {
        return deck.cards.resolve(typed.mistyped.next());
    }

    /** A list of a hundred names. */
    @Benchmark
    public List<Resolution> list(OpenDeck deck, TypedText typed) {
        return deck.cards.resolve(typed.lists.next());
    }
}
