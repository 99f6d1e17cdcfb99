package dev.threatcards.search;

import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.parse.QueryParser;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.query.Limits;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The query parser as a target of the fuzzer: any text gives a tree within the limits, whose clauses can be typed again. */
public final class ParserFuzzTarget {

    private ParserFuzzTarget() {
    }

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        QueryTree tree = QueryParser.parse(text);
        List<QueryTree.Clause> clauses = Stream.concat(tree.wanted().stream(), tree.unwanted().stream()).toList();
        require(clauses.size() <= Limits.QUERY_WORDS, clauses.size() + " clauses");
        for (QueryTree.Clause clause : clauses) {
            require(!clause.typed().isBlank(), "a clause of no text: " + clause);
        }
        QueryParser.Parsed unread = QueryParser.read(text, Limits.DEFAULT);
        require(unread.unreadWords() >= 0 && unread.unreadPrefixes() >= 0, "fewer than none are unread: " + unread);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
