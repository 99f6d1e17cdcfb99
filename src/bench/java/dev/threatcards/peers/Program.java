package dev.threatcards.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of its own, which ends with this one. What it prints goes to a file. */
final class Program implements AutoCloseable {

    private static final int START_SECONDS = 180;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts one. */
    static Program start(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
                log);
    }

    /** Runs one to its end. */
    static void run(List<String> command, Path log) throws IOException {
        try (Program program = start(command, log)) {
            if (program.process.waitFor() != 0) {
                throw program.failure("ended with " + program.process.exitValue());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** An address of this machine that nobody listens on. */
    static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    /** Waits until it has printed this. */
    void awaitPrinted(String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.readString(log).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw failure("did not start");
            }
            pause();
        }
    }

    /** Lets some time go by before something is tried again. */
    static void pause() throws IOException {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** How long processors have worked for it so far. */
    Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    private IOException failure(String what) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return new IOException("it " + what + "; the end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size())));
    }

    static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException(e);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
