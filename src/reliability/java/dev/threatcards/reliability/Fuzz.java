package dev.threatcards.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.threatcards.search.ParserFuzzTarget;
import dev.threatcards.source.ReaderFuzzTarget;

/**
 * Coverage-guided fuzzing of every reader and of everything that is typed, by Jazzer, each target in a JVM of its own. What it finds
 * is kept as a seed, which every run of the tests replays. At the end all inputs that reached new code are read once more, and
 * their cards are indexed and exported in every form.
 */
final class Fuzz {

    private static final String QUERY = "query";
    private static final String PARSER = "parser";

    /** How many of a hundred inputs each target gets: fewer where an input costs more. */
    private static final Map<String, Integer> SHARES = Map.ofEntries(Map.entry(PARSER, 30), Map.entry(QUERY, 5),
            Map.entry("ndjson", 15), Map.entry("stixBundle", 12), Map.entry("longCsv", 10), Map.entry("mispCluster", 8),
            Map.entry("etdaJson", 7), Map.entry("archivedText", 5), Map.entry("listPage", 3), Map.entry("cardPage", 2),
            Map.entry(ReaderFuzzTarget.CONTENT, 3));

    /** The longest input, in bytes. */
    private static final int LONGEST = 4_096;

    /** How long one input may take, in seconds. */
    private static final int TIMEOUT = 60;

    private static final Duration QUICK = Duration.ofSeconds(5);

    /** So many different findings end a target. */
    private static final int MOST_FINDINGS = 10;

    private static final Path SEEDS = Path.of("src/test/resources/dev/threatcards");

    private static final Pattern DONE = Pattern.compile("^Done (\\d+) runs in (\\d+) second");
    private static final Pattern STATUS = Pattern.compile("^#(\\d+)\\s.*");
    private static final Pattern WRITTEN = Pattern.compile("Test unit written to (\\S+)");
    private static final Pattern EXCEPTION = Pattern
            .compile("^== Java Exception: (.*)|^ERROR: libFuzzer: (.*)|^==\\d+== ?ERROR: libFuzzer: (.*)");

    private final Settings settings;
    private final Path folder;
    private final Tally tally = new Tally("fuzz",
            "inputs to all readers, the query parser and search, guided by coverage");

    Fuzz(Settings settings) {
        this.settings = settings;
        folder = settings.folder("fuzz");
    }

    /** Two targets at a time. */
    Result run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> targets = SHARES.keySet().stream().sorted().toList();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> running = new ArrayList<>();
            for (String target : targets) {
                Callable<Void> task = () -> fuzz(target, settings.inputs() * SHARES.get(target) / 100);
                running.add(two.submit(task));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The fuzzer could not be run: " + e.getCause().getMessage(), e.getCause());
        }
        for (String target : targets) {
            replay(target);
        }
        tally.note("seed " + settings.seed() + "; inputs of up to " + LONGEST + " bytes, each given " + TIMEOUT
                + " seconds");
        return tally.result();
    }

    /** Where the findings and the first inputs of a target are, for a test to replay. */
    static Path seeds(String target) {
        return SEEDS.resolve(switch (target) {
            case QUERY -> "reliability/QueryFuzzTestInputs/query";
            case PARSER -> "search/ParserFuzzTestInputs/parser";
            default -> "source/ReaderFuzzTestInputs/" + target;
        });
    }

    private Path corpus(String target) {
        return folder.resolve("corpus").resolve(target);
    }

    private Void fuzz(String target, long runs) throws IOException, InterruptedException {
        if (runs == 0) {
            return null;
        }
        Path corpus = Files.createDirectories(corpus(target));
        Path finds = Files.createDirectories(folder.resolve("finds").resolve(target));
        Class<?> called = switch (target) {
            case QUERY -> QueryFuzzTarget.class;
            case PARSER -> ParserFuzzTarget.class;
            default -> ReaderFuzzTarget.class;
        };
        long left = runs;
        double seconds = 0;
        int restarts = 0;
        // A hang or a lack of memory ends the process, an exception does not.
        while (left > 0 && restarts <= MOST_FINDINGS) {
            Process jazzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading",
                    "--enable-native-access=ALL-UNNAMED", "-Dreliability.reader=" + target, "-cp",
                    System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=" + called.getName(), "--instrumentation_includes=dev.threatcards.**",
                    "--custom_hook_includes=dev.threatcards.**", "--keep_going=" + MOST_FINDINGS,
                    "--reproducer_path=" + finds, "-artifact_prefix=" + finds + "/", "-runs=" + left,
                    "-seed=" + (settings.seed() + restarts), "-max_len=" + LONGEST, "-timeout=" + TIMEOUT,
                    "-rss_limit_mb=3072", "-print_final_stats=1", corpus.toString(), seeds(target).toString())
                    .redirectErrorStream(true).start();
            Progress progress = new Progress(target);
            try (BufferedReader out = jazzer.inputReader(StandardCharsets.UTF_8);
                    var log = Files.newBufferedWriter(folder.resolve(target + ".log"))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    log.write(line);
                    log.newLine();
                    progress.line(line);
                }
            }
            jazzer.waitFor();
            seconds += (System.nanoTime() - progress.began) / 1e9;
            if (progress.runs == 0) {
                throw new IOException(target + ": no input was run; " + folder.resolve(target + ".log") + " says why");
            }
            tally.tried(progress.runs);
            left -= progress.runs;
            restarts++;
        }
        tally.note(String.format(Locale.ROOT, "%s: %,d inputs, %,.0f a second, %d that reached new code", target,
                runs - Math.max(0, left), (runs - left) / seconds, count(corpus)));
        return null;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** What the fuzzer says as it runs. */
    private final class Progress {

        private final String target;
        private final long began = System.nanoTime();
        private long runs;
        private String exception = "";

        Progress(String target) {
            this.target = target;
        }

        void line(String line) throws IOException {
            Matcher status = STATUS.matcher(line);
            Matcher done = DONE.matcher(line);
            Matcher thrown = EXCEPTION.matcher(line);
            Matcher written = WRITTEN.matcher(line);
            if (status.matches()) {
                runs = Math.max(runs, Long.parseLong(status.group(1)));
            } else if (done.find()) {
                runs = Long.parseLong(done.group(1));
            } else if (thrown.find()) {
                exception = Stream.of(1, 2, 3).map(thrown::group).filter(each -> each != null).findFirst().orElse("");
            } else if (written.find()) {
                Path find = Path.of(written.group(1));
                if (find.getFileName().toString().matches("(timeout|slow-unit)-.*") && isQuick(target, find)) {
                    tally.note(
                            target + ": the machine stood still for a while; the input that was being read is quick");
                    return;
                }
                Path seed = seeds(target).resolve(find.getFileName().toString());
                Files.createDirectories(seed.getParent());
                if (!Files.exists(seed)) {
                    Files.copy(find, seed);
                }
                tally.wrong(target + ": " + exception + "; kept as " + seed);
            }
        }
    }

    /** Whether an input that ran into the time limit takes no time when it is alone: it was the machine then. */
    private static boolean isQuick(String target, Path input) throws IOException {
        byte[] bytes = Files.readAllBytes(input);
        long begin = 0;
        try {
            // The first time also loads classes.
            for (int time = 0; time < 2; time++) {
                begin = System.nanoTime();
                switch (target) {
                    case QUERY -> QueryFuzzTarget.fuzzerTestOneInput(bytes);
                    case PARSER -> ParserFuzzTarget.fuzzerTestOneInput(bytes);
                    default -> ReaderFuzzTarget.readAndUse(target, bytes);
                }
            }
        } catch (RuntimeException | Error e) {
            return false;
        }
        return System.nanoTime() - begin < QUICK.toNanos();
    }

    private void replay(String target) throws IOException {
        if (Set.of(QUERY, PARSER).contains(target) || !Files.isDirectory(corpus(target))) {
            return;
        }
        List<Path> inputs;
        try (Stream<Path> files = Files.list(corpus(target))) {
            inputs = files.sorted().toList();
        }
        for (Path input : inputs) {
            try {
                ReaderFuzzTarget.readAndUse(target, Files.readAllBytes(input));
            } catch (RuntimeException | Error e) {
                Path seed = seeds(target).resolve(input.getFileName().toString());
                if (!Files.exists(seed)) {
                    Files.copy(input, seed);
                }
                tally.wrong(target + ", indexed and exported: " + e + "; kept as " + seed);
            }
        }
    }
}
