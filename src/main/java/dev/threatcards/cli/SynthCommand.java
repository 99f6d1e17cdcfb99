package dev.threatcards.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.threatcards.SyntheticDeck;

@Command(name = "synth", mixinStandardHelpOptions = true, description = "Writes a deck of invented actors in ETDA's JSON form, to measure and to test with.", footer = {
        "", "Numbers of values, how often each is said and lengths of texts are those of the encyclopedia.", "",
        "Example:", "  threat-cards synth --cards 100000 -o deck.json && threat-cards ingest --index big deck.json"})
final class SynthCommand implements Callable<Integer> {

    @Option(names = "--cards", required = true, paramLabel = "N", description = "How many.")
    private int cards;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Another seed makes another deck; 1 unless told.")
    private long seed;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where to; standard output unless told.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cards < 0) {
            throw new ParameterException(spec.commandLine(), "--cards is 0 or more; " + cards + " is not");
        }
        // Not System.out, which would not tell that nobody reads any more.
        try (OutputStream out = new BufferedOutputStream(
                output == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(output))) {
            SyntheticDeck.of(cards, seed).write(out);
            return ExitCode.DONE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("threat-cards: Cannot write "
                    + (output == null ? "to standard output" : output) + ": " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }
}
