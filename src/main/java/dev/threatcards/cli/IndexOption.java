package dev.threatcards.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/** The option that every command has. */
final class IndexOption {

    @Option(names = "--index", paramLabel = "DIR", defaultValue = "index", description = "The index's folder (default: ${DEFAULT-VALUE}/).")
    private Path path;

    Path path() {
        return path;
    }
}
