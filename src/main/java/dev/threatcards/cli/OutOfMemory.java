package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process whose memory has run out, with a sentence that says what would do. What else runs in it may have met the same where it
 * cannot go on, so that a supervisor that starts it anew does better than a server that half answers.
 */
final class OutOfMemory {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

    // Made before: there may be no memory left to make it.
    private static final byte[] MESSAGE = ("threat-cards: out of memory; the process ends. Give it more, such as"
            + " JDK_JAVA_OPTIONS=-Xmx512m, or ask less of it at once (--max-heavy)." + System.lineSeparator())
            .getBytes(StandardCharsets.UTF_8);

    private OutOfMemory() {
    }

    static void end() {
        try {
            // Left open, as standard error is.
            new FileOutputStream(FileDescriptor.err).write(MESSAGE);
        } catch (IOException e) {
            // The exit code has to say it alone.
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Ends the process too where a thread dies of it. */
    static void endWhereUncaught() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (e instanceof OutOfMemoryError) {
                end();
            }
            LOG.error("{} ended", thread.getName(), e);
        });
    }
}
