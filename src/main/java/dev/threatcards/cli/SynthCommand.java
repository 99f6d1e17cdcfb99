package dev.threatcards.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cards < 0) {
            throw new ParameterException(spec.commandLine(), "--cards is 0 or more; " + cards + " is not");
        }
        return output.write(out -> {
            SyntheticDeck.of(cards, seed).write(out);
            return ExitCode.DONE;
        });
    }
}
