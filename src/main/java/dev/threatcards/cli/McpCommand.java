package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.threatcards.ThreatCards;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.web.mcp.StdioTransport;

@Command(name = "mcp", mixinStandardHelpOptions = true, description = "Serves the index to an agent over standard input and output, by the Model Context Protocol; indexes the starter deck first if there is no index and no --index is given.", footer = {
        "", "The agent calls search, card, resolve, scan and similar. Over HTTP: threat-cards serve --mcp"})
final class McpCommand implements Callable<Integer> {

    @Mixin
    private IndexOption index;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        // A folder that was named by hand is one that should be there: opening it says what to do.
        boolean named = spec.commandLine().getParseResult().hasMatchedOption("--index");
        if (!named && !ThreatCards.exists(index.path())) {
            spec.commandLine().getErr()
                    .println("There is no index in " + index.path() + " yet: indexing the starter deck.");
            Ingestion.run(index.path(), IndexBuild::fromStarterDeck);
        }
        try (ThreatCards cards = ThreatCards.open(index.path())) {
            StdioTransport.serve(cards, new FileInputStream(FileDescriptor.in),
                    new FileOutputStream(FileDescriptor.out));
        }
        return ExitCode.DONE;
    }
}
