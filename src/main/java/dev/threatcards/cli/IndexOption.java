package dev.threatcards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;

/** The option {@code --index}. */
final class IndexOption {

    @Option(names = "--index", paramLabel = "DIR", defaultValue = "index", description = "The index's folder (default: ${DEFAULT-VALUE}/).")
    private Path path;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    Path path() {
        return path;
    }

    /**
     * Whether there is no index in the default folder, so that a first try can begin with the starter deck; the user is told so.
     *
     * @throws IndexException if there is none in a folder that the user named
     */
    boolean isStarterDeckNeeded(PrintWriter err) {
        if (ThreatCards.exists(path)) {
            return false;
        }
        if (command.commandLine().getParseResult().hasMatchedOption("--index")) {
            String deck = command.findOption("--deck") == null ? "ingest SOURCE" : command.name() + " --deck SOURCE";
            throw new IndexException("There is no index in " + path + " yet; make one with: threat-cards " + deck
                    + " --index " + path + ", or threat-cards fetch --index " + path + ".", null);
        }
        err.println("There is no index in " + path + " yet: indexing the starter deck.");
        return true;
    }
}
