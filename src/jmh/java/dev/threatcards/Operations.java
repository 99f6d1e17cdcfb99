package dev.threatcards;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What each operation takes, by JMH: every one in a process of its own, each call counted by itself. Arguments: the deck as in
 * {@link BenchmarkDeck}, the folder for the indexes, and for how many seconds each is measured.
 */
public final class Operations {

    private Operations() {
    }

    /** Measures, and prints a table. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        // Made here, so that no measured process has to.
        BenchmarkDeck.of(arguments[0], arguments[1]).index();
        Options options = new OptionsBuilder().include("^dev\\.threatcards\\.\\w+Benchmark\\.").mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS).param("deck", arguments[0]).param("folder", arguments[1]).forks(1)
                .warmupIterations(3).warmupTime(TimeValue.seconds(2))
                .measurementIterations(Integer.parseInt(arguments[2])).measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build();
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        System.out.printf("%-40s %10s %10s %10s %10s%n", "µs", "p50", "p99", "mean", "calls");
        for (RunResult result : results) {
            String operation = result.getParams().getBenchmark();
            Statistics times = result.getPrimaryResult().getStatistics();
            System.out.printf(Locale.ROOT, "%-40s %10.1f %10.1f %10.1f %10d%n",
                    operation.substring(Operations.class.getPackageName().length() + 1).replace("Benchmark", ""),
                    times.getPercentile(50), times.getPercentile(99), times.getMean(), times.getN());
        }
    }
}
