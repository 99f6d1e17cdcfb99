package dev.threatcards.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;

/**
 * The time and the memory that reading one PDF may take. Once a bound is exceeded, every check fails, because PDFBox goes on after some
 * exceptions. Used by the thread that made it.
 */
final class PdfBounds {

    private static final Duration TIME = Duration.ofSeconds(20);

    /** The most memory that is allocated while one stream is decompressed, in bytes. */
    private static final long STREAM = 256L << 20;

    /** Thrown when a bound is exceeded; the message says what a PDF does, to follow "a PDF that". */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1;

        Exceeded(String what) {
            super(what);
        }
    }

    private final long end = System.nanoTime() + TIME.toNanos();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;
    private String exceeded = "";

    /** Checks the time, and that no check has failed before. */
    void requireTime() throws Exceeded {
        if (exceeded.isEmpty() && System.nanoTime() > end) {
            exceed("takes longer than " + TIME.toSeconds() + " seconds to read");
        }
        requireKept();
    }

    /** Checks that no check has failed before. */
    void requireKept() throws Exceeded {
        if (!exceeded.isEmpty()) {
            throw new Exceeded(exceeded);
        }
    }

    /** Records that a bound is exceeded; the next check fails. */
    void exceed(String what) {
        exceeded = what;
    }

    /** How much the thread has allocated since it began; 0 where that is not measured. */
    long allocated() {
        return threads == null ? 0 : Math.max(0, threads.getCurrentThreadAllocatedBytes());
    }

    void requireMemory(long before) throws Exceeded {
        if (allocated() - before > STREAM) {
            exceed("decompresses to more than " + (STREAM >> 20) + " MB in one place");
        }
        requireKept();
    }
}
