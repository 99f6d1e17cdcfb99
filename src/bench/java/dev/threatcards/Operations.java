package dev.threatcards;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

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

    private static final List<Class<?>> BENCHMARKS = List.of(NameBenchmark.class, TypoBenchmark.class,
            SuggestBenchmark.class, ResolveBenchmark.class, ScanBenchmark.class, OpenBenchmark.class);

    /** Measures, and prints a table, each line as soon as it is known. */
    public static void main(String[] arguments) throws IOException {
        // Made here, so that no measured process has to.
        BenchmarkDeck.of(arguments[0], arguments[1]).index();
        System.out.printf(Locale.ROOT, "%-40s %10s %10s %10s %10s%n", "µs", "p50", "p99", "mean", "calls");
        for (Class<?> benchmark : BENCHMARKS) {
            Options options = new OptionsBuilder().include("^" + Pattern.quote(benchmark.getName()) + "\\.")
                    .mode(Mode.SampleTime).timeUnit(TimeUnit.MICROSECONDS).param("deck", arguments[0])
                    .param("folder", arguments[1]).forks(1).warmupIterations(3).warmupTime(TimeValue.seconds(2))
                    .measurementIterations(Integer.parseInt(arguments[2])).measurementTime(TimeValue.seconds(1))
                    .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build();
            try {
                new Runner(options).run().forEach(Operations::print);
            } catch (RunnerException e) {
                // One that takes longer than a search may; the others can be measured all the same.
                System.out.printf(Locale.ROOT, "%-40s failed: %s%n", title(benchmark.getName()), e.getCause());
            }
        }
    }

    private static void print(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        System.out.printf(Locale.ROOT, "%-40s %10.1f %10.1f %10.1f %10d%n", title(result.getParams().getBenchmark()),
                times.getPercentile(50), times.getPercentile(99), times.getMean(), times.getN());
    }

    private static String title(String name) {
        return name.substring(Operations.class.getPackageName().length() + 1).replace("Benchmark", "");
    }
}
