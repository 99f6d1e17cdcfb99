package dev.threatcards.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import dev.threatcards.query.CardQuery;

/** A query and which page of its result is wanted. */
final class PageOptions extends QueryOptions {

    @Option(names = "--page", defaultValue = "1", paramLabel = "N", description = "The page, from 1.")
    private int page;

    @Option(names = "--size", defaultValue = "20", paramLabel = "N", description = "Cards a page, 0 to 100.")
    private int size;

    @Override
    CardQuery query(CommandSpec command) {
        return super.query(command).page(page, size);
    }
}
