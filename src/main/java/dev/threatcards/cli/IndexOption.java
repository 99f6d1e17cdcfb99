package dev.threatcards.cli;

import java.nio.file.Path;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;

/** The option that every command has. */
final class IndexOption {

    @Option(names = "--index", paramLabel = "DIR", defaultValue = "index", description = "The index's folder (default: ${DEFAULT-VALUE}/).")
    private Path path;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    Path path() {
        return path;
    }

    /**
     * Whether there is none in the usual folder, so that a first try may begin with the starter deck.
     *
     * @throws IndexException if there is none in the folder that was named: whoever names one means what is in it
     */
    boolean isYetToBeMade() {
        if (ThreatCards.exists(path)) {
            return false;
        }
        if (command.commandLine().getParseResult().hasMatchedOption("--index")) {
            String deck = command.findOption("--deck") == null ? "ingest SOURCE" : command.name() + " --deck SOURCE";
            throw new IndexException("There is no index in " + path + " yet; make one with: threat-cards " + deck
                    + " --index " + path + ", or threat-cards fetch --index " + path + ".", null);
        }
        return true;
    }
}
