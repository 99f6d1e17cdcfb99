package dev.threatcards.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A query's text as the clauses that it is made of.
 *
 * @param wanted what cards should have, in the order in which it was typed
 * @param unwanted what no card may have
 */
record QueryTree(List<Clause> wanted, List<Clause> unwanted) {

    /** One thing that is asked for. */
    sealed interface Clause {
        String text();
    }

    /** A word, without white space. */
    record Word(String text) implements Clause {
    }

    /** Words that have to stand next to each other. */
    record Phrase(String text) implements Clause {
    }

    /** What is wanted as running text: a name of several words is one thing. */
    String wantedText() {
        return wanted.stream().map(Clause::text).collect(Collectors.joining(" "));
    }
}
