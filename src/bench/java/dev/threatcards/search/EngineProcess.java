package dev.threatcards.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.JavaCommand;

/** An engine in a process of its own: what one makes the compiler do, and leaves in its heap, is not the other's burden. */
final class EngineProcess implements AutoCloseable {

    /** Enough for a million cards; there are as many processes as engines. */
    private static final String HEAP = "3g";

    private final Engine.Kind kind;
    private final Process process;
    private final PrintStream requests;
    private final BufferedReader lines;

    private EngineProcess(Engine.Kind kind, Process process) {
        this.kind = kind;
        this.process = process;
        this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.lines = process.inputReader(StandardCharsets.US_ASCII);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /**
     * Starts one.
     *
     * @param index the folder of the cards' index
     * @param stock the folder of the same cards with stock facets
     */
    static EngineProcess start(Engine.Kind kind, Path index, Path stock) throws IOException {
        List<String> command = JavaCommand.of(HEAP, List.of(), System.getProperty("java.class.path"),
                EngineProgram.class.getName(), kind.name(), index.toString(), stock.toString());
        return new EngineProcess(kind,
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    Engine.Kind kind() {
        return kind;
    }

    /** What it answers to each query, as text. */
    List<String> answers() throws IOException {
        return asked(EngineProgram.ANSWERS);
    }

    /** Asks it all queries once, and gives how many nanoseconds each took. */
    long[] times() throws IOException {
        return asked("times").stream().mapToLong(Long::parseLong).toArray();
    }

    private List<String> asked(String request) throws IOException {
        requests.println(request);
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the process of " + kind + " ended");
        }
        return Stream.of(line.split("\t", -1)).filter(part -> !part.isEmpty()).toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
