package dev.threatcards.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts while a part runs. Safe for use by several threads. */
final class Tally {

    private static final int MOST_FINDINGS = 30;
    private static final int LONGEST = 400;

    private final String part;
    private final String what;
    private final long begin = System.nanoTime();
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final List<String> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Tally(String part, String what) {
        this.part = part;
        this.what = what;
    }

    void tried() {
        tried(1);
    }

    void tried(long count) {
        tried.addAndGet(count);
    }

    void told() {
        told.incrementAndGet();
    }

    void lost(String finding) {
        lost.incrementAndGet();
        find("lost: " + finding);
    }

    void wrong(String finding) {
        wrong.incrementAndGet();
        find("wrong: " + finding);
    }

    private synchronized void find(String finding) {
        String line = finding.replaceAll("\\s+", " ");
        if (findings.size() < MOST_FINDINGS) {
            findings.add(line.substring(0, Math.min(LONGEST, line.length())));
        }
    }

    synchronized void note(String note) {
        notes.add(note);
    }

    synchronized Result result() {
        return new Result(part, what, tried.get(), lost.get(), wrong.get(), told.get(),
                Duration.ofNanos(System.nanoTime() - begin), List.copyOf(findings), List.copyOf(notes));
    }
}
