package dev.threatcards.reliability;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/** A histogram of durations, in tenths of a millisecond. Safe for use by several threads. */
final class Latencies {

    private static final int LONGEST = 600_000;

    private final AtomicLongArray counts = new AtomicLongArray(LONGEST + 1);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(LONGEST, nanos / 100_000));
    }

    /** The median and the 99th percentile, in milliseconds. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", at(0.5), at(0.99));
    }

    private double at(double share) {
        long all = 0;
        for (int i = 0; i <= LONGEST; i++) {
            all += counts.get(i);
        }
        long below = 0;
        for (int i = 0; i <= LONGEST; i++) {
            below += counts.get(i);
            if (below >= all * share) {
                return i / 10.0;
            }
        }
        return LONGEST / 10.0;
    }
}
