package dev.threatcards.web;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Token buckets by client. The table is bounded; it evicts the client whose last request is the oldest. Thread-safe. */
final class RateLimiter {

    private static final long SECOND = 1_000_000_000L;

    /** How many seconds' worth of tokens a bucket holds. */
    static final int BURST = 10;

    /** The most clients in the table, some 10 MB. */
    static final int CLIENTS = 50_000;

    private final int perSecond;
    private final int most;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Bucket {
        private double tokens;
        private long filled;

        Bucket(double tokens, long filled) {
            this.tokens = tokens;
            this.filled = filled;
        }
    }

    /**
     * @param most the most clients in the table
     * @param clock the time in nanoseconds
     */
    RateLimiter(int perSecond, int most, LongSupplier clock) {
        this.perSecond = perSecond;
        this.most = most;
        this.clock = clock;
    }

    /** Takes a token of the client; false if there is none. */
    boolean allows(String client) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            double full = (double) perSecond * BURST;
            Bucket bucket = buckets.computeIfAbsent(client, first -> new Bucket(full, now));
            bucket.tokens = Math.min(full, bucket.tokens + (double) (now - bucket.filled) * perSecond / SECOND);
            bucket.filled = now;
            if (buckets.size() > most) {
                Iterator<Bucket> eldest = buckets.values().iterator();
                eldest.next();
                eldest.remove();
            }
            if (bucket.tokens < 1) {
                return false;
            }
            bucket.tokens--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many clients are in the table. */
    int size() {
        lock.lock();
        try {
            return buckets.size();
        } finally {
            lock.unlock();
        }
    }
}
