package dev.threatcards.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own. */
final class Program {

    /** What a process ended with. */
    record Ended(int exit, String out, String err) {
    }

    /** A process that lives for seconds takes half the time without the second compiler and the collector's threads. */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            // The first process writes its loaded classes there when it ends; the later ones start in half the time. Which classes
            // it leaves out, the JVM would tell on standard output.
            "-Xlog:cds*=off,aot*=off", "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + System.getProperty("app.jar") + ".jsa");

    private Program() {
    }

    static Ended run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    static Ended runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        Process process = start(out, err, arguments);
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after a minute: " + List.of(arguments));
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return ended;
    }

    static Process start(Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SHORT_LIVED);
        command.addAll(List.of("-jar", System.getProperty("app.jar")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }
}
