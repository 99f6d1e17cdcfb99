package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that has run out of memory, with advice. Other threads may have failed where they cannot recover, so a restart by a
 * supervisor is better than a server that half works.
 */
final class OutOfMemory {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

    // Created in advance: there may be no memory for it later.
    private static final byte[] MESSAGE = ("threat-cards: out of memory; the process ends. Give it more, such as"
            + " JDK_JAVA_OPTIONS=-Xmx512m, or ask less of it at once (--max-heavy)." + System.lineSeparator())
            .getBytes(StandardCharsets.UTF_8);

    private OutOfMemory() {
    }

    static void end() {
        try {
            // Not closed, because it is standard error.
            new FileOutputStream(FileDescriptor.err).write(MESSAGE);
        } catch (IOException e) {
            // The exit code still reports the failure.
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Also ends the process if a thread dies of it. */
    static void endWhereUncaught() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (e instanceof OutOfMemoryError) {
                end();
            }
            LOG.error("{} ended", thread.getName(), e);
        });
    }
}
