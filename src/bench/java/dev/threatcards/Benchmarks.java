package dev.threatcards;

import dev.threatcards.search.SearchComparison;

/** All that is measured, one after the other; the arguments are those of {@link SearchComparison}. */
public final class Benchmarks {

    private Benchmarks() {
    }

    /** Measures, and prints tables. */
    public static void main(String[] arguments) throws Exception {
        SearchComparison.main(arguments);
        Operations.main(arguments);
        KeptMemory.main(arguments);
        IngestComparison.main(arguments);
    }
}
