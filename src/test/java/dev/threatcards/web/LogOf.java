package dev.threatcards.web;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the server's log says meanwhile: the log of tests goes to standard error. */
final class LogOf implements AutoCloseable {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    LogOf() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    /** Its entries of warnings and errors, the first line of each. */
    List<String> entries() {
        return written.toString(StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains("ERROR") || line.contains("WARN ")).toList();
    }

    @Override
    public void close() {
        System.setErr(before);
        before.print(written.toString(StandardCharsets.UTF_8));
    }
}
