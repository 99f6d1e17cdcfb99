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
import dev.threatcards.web.mcp.StdioTransport;

@Command(name = "mcp", mixinStandardHelpOptions = true, description = "Serves the index to an agent with the Model Context Protocol, over standard input and output. Without an index, and without --index, it indexes the starter deck first.", footer = {
        "", "The agent calls search, card, resolve, scan and similar. Over HTTP: threat-cards serve --mcp"})
final class McpCommand implements Callable<Integer> {

    @Mixin
    private IndexOption index;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (index.isStarterDeckNeeded(spec.commandLine().getErr())) {
            Ingestion.ofStarterDeck(index.path());
        }
        try (ThreatCards cards = ThreatCards.open(index.path())) {
            StdioTransport.serve(cards, new FileInputStream(FileDescriptor.in),
                    new FileOutputStream(FileDescriptor.out));
        }
        return ExitCode.DONE;
    }
}
