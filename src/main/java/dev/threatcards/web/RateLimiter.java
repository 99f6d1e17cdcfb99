package dev.threatcards.web;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Token buckets by client: each fills at a steady rate, and a request takes a token. The table is bounded; the clients that asked for
 * the longest time ago are forgotten first, whose buckets are full or nearly so. Safe for use by several threads.
 */
final class RateLimiter {

    private static final long SECOND = 1_000_000_000L;

    /** How many seconds' worth of tokens a bucket holds. */
    static final int BURST = 10;

    /** Clients that are remembered at most, which takes some 10 MB. */
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
     * @param most clients that are remembered
     * @param clock the time in nanoseconds
     */
    RateLimiter(int perSecond, int most, LongSupplier clock) {
        this.perSecond = perSecond;
        this.most = most;
        this.clock = clock;
    }

    /** Whether the client may make a request now; if so, it has made it. */
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

    /** How many clients are remembered. */
    int size() {
        lock.lock();
        try {
            return buckets.size();
        } finally {
            lock.unlock();
        }
    }
}
