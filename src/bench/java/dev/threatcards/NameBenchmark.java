package dev.threatcards;

import java.io.IOException;

import org.openjdk.jmh.annotations.Benchmark;

import dev.threatcards.result.SearchResult;

/** A search for an actor's name. */
public class NameBenchmark {

    /** The first page. */
    @Benchmark
    public SearchResult page(UnkeptSearch search, TypedText typed) throws IOException {
        return search.page(typed.names.next());
    }

    /** The facets alone. */
    @Benchmark
    public SearchResult counts(UnkeptSearch search, TypedText typed) throws IOException {
        return search.counts(typed.names.next());
    }
}
