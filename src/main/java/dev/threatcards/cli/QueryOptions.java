package dev.threatcards.cli;

import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Order;

/** The text and the order of a query. The command has the options of {@link FacetOptions} too. */
class QueryOptions {

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "Words, names, \"phrases\", -without; without it all cards.")
    private List<String> words = List.of();

    @Option(names = "--sort", defaultValue = "relevance", paramLabel = "ORDER", description = "relevance, name, firstSeen, lastActive or changed; - before it for the reverse.")
    private String sort;

    /** The query that the options of the command ask for. */
    CardQuery query(CommandSpec command) {
        return FacetOptions.filtered(CardQuery.of(String.join(" ", words)).orderedBy(Order.of(sort)), command);
    }

    /** A query and which page of its result is wanted. */
    static final class Paged extends QueryOptions {

        @Option(names = "--page", defaultValue = "1", paramLabel = "N", description = "The page, from 1.")
        private int page;

        @Option(names = "--size", defaultValue = "20", paramLabel = "N", description = "Cards a page, 0 to 100.")
        private int size;

        @Override
        CardQuery query(CommandSpec command) {
            return super.query(command).page(page, size);
        }
    }
}
