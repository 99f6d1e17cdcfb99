package dev.threatcards.reliability;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program as a process of its own: the packaged jar, or the class path where there is none. */
final class ChildProgram implements AutoCloseable {

    /** What a process ended with. */
    record Ended(int exit, String out, String err) {

        /** Whether it failed as a program should: exit code 1, and a sentence that says why. */
        boolean toldFailure() {
            return exit == 1 && Sentence.isAlone(err);
        }
    }

    /** A process that lives for seconds takes half the time without the second compiler and the collector's threads. */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** For a shell: the number of files, and the command. */
    private static final String LIMITED = "ulimit -n $0 && exec \"$@\"";

    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/");

    private final Process process;
    private final Path err;
    /** Nothing runs on when this process is ended. */
    private final Thread end;

    private ChildProgram(Process process, Path err) {
        this.process = process;
        this.err = err;
        end = new Thread(process::destroyForcibly, "end of a child process");
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * Starts it.
     *
     * @param err where its standard error goes
     * @param jvm options for the JVM
     * @param files how many files it may have open; 0 for as many as this process
     */
    static ChildProgram start(Path jar, Path err, List<String> jvm, int files, String... arguments) throws IOException {
        Files.createDirectories(err.toAbsolutePath().getParent());
        return new ChildProgram(
                new ProcessBuilder(command(jar, jvm, files, arguments)).redirectError(err.toFile()).start(), err);
    }

    private static List<String> command(Path jar, List<String> jvm, int files, String... arguments) {
        List<String> command = new ArrayList<>();
        if (files > 0) {
            command.addAll(List.of("sh", "-c", LIMITED, Integer.toString(files)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvm);
        if (Files.exists(jar)) {
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.threatcards.cli.Main"));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a command whose standard output goes to a file or a device; gives the exit code. */
    static int runInto(Settings settings, File out, Path err, String... arguments)
            throws IOException, InterruptedException {
        return new ProcessBuilder(command(settings.jar(), SHORT_LIVED, 0, arguments)).redirectOutput(out)
                .redirectError(err.toFile()).start().waitFor();
    }

    /** Runs a command that ends by itself, as quickly as a JVM can start. */
    static Ended run(Settings settings, String... arguments) throws IOException, InterruptedException {
        // The first process archives its loaded classes when it ends; the later ones start in half the time. Which classes it leaves
        // out, the JVM would tell on standard output.
        List<String> jvm = Stream.concat(SHORT_LIVED.stream(), Stream.of("-Xlog:cds*=off,aot*=off",
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + settings.jar() + ".jsa")).toList();
        return run(settings, Files.exists(settings.jar()) ? jvm : SHORT_LIVED, 0, arguments);
    }

    static Ended runWithin(Settings settings, int files, String... arguments) throws IOException, InterruptedException {
        return run(settings, SHORT_LIVED, files, arguments);
    }

    private static Ended run(Settings settings, List<String> jvm, int files, String... arguments)
            throws IOException, InterruptedException {
        Path err = Files.createTempFile(Files.createDirectories(settings.folder()), "err", ".txt");
        try (ChildProgram program = start(settings.jar(), err, jvm, files, arguments)) {
            return program.ended(Duration.ofMinutes(10));
        } finally {
            Files.deleteIfExists(err);
        }
    }

    /** Starts a server on a free port and waits until it listens. */
    static ChildProgram serve(Settings settings, Path err, List<String> jvm, int files, Path index) throws IOException {
        return start(settings.jar(), err, jvm, files, "serve", "--port", "0", "--index", index.toString());
    }

    /** Where the server answers, which it prints once it does. The rest of what it prints is read and forgotten. */
    String address() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {
                }));
                return address.group();
            }
        }
        throw new IOException("The server ended before it listened: " + Files.readString(err));
    }

    Process process() {
        return process;
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** What it ends with; standard output is read to its end first. */
    Ended ended(Duration limit) throws IOException, InterruptedException {
        Thread.ofVirtual().start(() -> killAfter(limit));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err());
    }

    private void killAfter(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bytes of objects that live after a full collection, as the JDK's jcmd tells. */
    long heapAfterCollection() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Matcher total = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)").matcher(out);
        if (!total.find()) {
            throw new IOException("jcmd does not tell the heap: " + out);
        }
        return Long.parseLong(total.group(1));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(end);
        process.destroyForcibly();
    }
}
