package dev.threatcards.peers;

import java.util.Arrays;

/** How long answers took, over one or more rounds. */
final class Timings {

    private long[] nanos = new long[1 << 10];
    private int answers;
    private int errors;
    private long bytes;
    private long elapsed;
    private long worked;

    /** An answer. */
    void add(long took, long length) {
        if (answers == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * answers);
        }
        nanos[answers++] = took;
        bytes += length;
    }

    /** A question without an answer. */
    void addError() {
        errors++;
    }

    /** Time that went by. */
    void addElapsed(long took) {
        elapsed += took;
    }

    /** Time that processors worked for the answers. */
    void addWorked(long took) {
        worked += took;
    }

    /** All of the other's. */
    void add(Timings other) {
        for (int i = 0; i < other.answers; i++) {
            add(other.nanos[i], 0);
        }
        bytes += other.bytes;
        errors += other.errors;
        elapsed += other.elapsed;
        worked += other.worked;
    }

    int errors() {
        return errors;
    }

    double answersPerSecond() {
        return elapsed == 0 ? 0 : answers * 1e9 / elapsed;
    }

    double meanMillis() {
        return Arrays.stream(nanos, 0, answers).average().orElse(0) / 1e6;
    }

    /** How long processors worked for an answer; 0 where that is not known. */
    double meanWorkedMillis() {
        return answers == 0 ? 0 : worked / 1e6 / answers;
    }

    double meanKilobytes() {
        return answers == 0 ? 0 : bytes / 1e3 / answers;
    }

    /** The time within which that share of all answers came. */
    double millis(double share) {
        if (answers == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, answers);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(answers - 1.0, Math.floor(answers * share))] / 1e6;
    }
}
