package dev.threatcards;

import java.io.IOException;

import org.openjdk.jmh.annotations.Benchmark;

import dev.threatcards.card.ActorCard;
import dev.threatcards.result.Hits;

/** A search for an actor's name with a typo in it. */
public class TypoBenchmark {

    /** The first page. */
    @Benchmark
    public Hits<ActorCard> page(UnkeptSearch search, TypedText typed) throws IOException {
        return search.page(typed.mistyped.next());
    }

    /** The facets alone. */
    @Benchmark
    public Hits<ActorCard> counts(UnkeptSearch search, TypedText typed) throws IOException {
        return search.counts(typed.mistyped.next());
    }
}
