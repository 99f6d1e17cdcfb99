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
}
