package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

import picocli.CommandLine.Command;

import dev.threatcards.ThreatCards;
import dev.threatcards.web.mcp.StdioTransport;

@Command(name = "mcp", mixinStandardHelpOptions = true, description = "Serves the index to an agent with the Model Context Protocol, over standard input and output. Without an index, and without --index, it indexes the starter deck first.", footer = {
        "", "The agent calls search, card, resolve, scan and similar. Over HTTP: threat-cards serve --mcp"})
final class McpCommand extends IndexCommand {

    @Override
    public Integer call() throws InterruptedException {
        if (isStarterDeckNeeded()) {
            Ingestion.ofStarterDeck(index);
        }
        try (ThreatCards cards = ThreatCards.open(index)) {
            StdioTransport.serve(cards, new FileInputStream(FileDescriptor.in),
                    new FileOutputStream(FileDescriptor.out));
        }
        return ExitCode.DONE;
    }
}
