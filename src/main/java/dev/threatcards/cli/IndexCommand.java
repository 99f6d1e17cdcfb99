package dev.threatcards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;

/** A command on the index that the option {@code --index} names. */
abstract class IndexCommand implements Callable<Integer> {

    @Option(names = "--index", paramLabel = "DIR", defaultValue = "index", description = "The index's folder (default: ${DEFAULT-VALUE}/).")
    Path index;

    @Spec
    CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /**
     * Whether there is no index in the default folder, so that a first try can begin with the starter deck; the user is told so.
     *
     * @throws IndexException if there is none in a folder that the user named
     */
    boolean isStarterDeckNeeded() {
        if (ThreatCards.exists(index)) {
            return false;
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--index")) {
            String deck = spec.findOption("--deck") == null ? "ingest SOURCE" : spec.name() + " --deck SOURCE";
            throw new IndexException("There is no index in " + index + " yet; make one with: threat-cards " + deck
                    + " --index " + index + ", or threat-cards fetch --index " + index + ".", null);
        }
        err().println("There is no index in " + index + " yet: indexing the starter deck.");
        return true;
    }
}
