package dev.threatcards.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import dev.threatcards.index.CardIndex.Snapshot;

/**
 * A value that is worked out over all cards of a commit: once, by the first thread that asks while others wait. It is kept for as
 * long as anybody has the commit open, so that a reader of an older commit and one of the newest do not evict each other's. Safe
 * for use by several threads.
 */
public final class PerCommit<T> {

    /** How it is worked out. The value may not hold on to the snapshot. */
    public interface Working<T> {
        T over(Snapshot snapshot) throws IOException;
    }

    private final Working<T> working;
    private final Map<String, Value<T>> values = new ConcurrentHashMap<>();

    public PerCommit(Working<T> working) {
        this.working = working;
    }

    public T of(Snapshot snapshot) throws IOException {
        String commit = snapshot.commit();
        Value<T> known = values.get(commit);
        Value<T> value = known != null ? known : values.computeIfAbsent(commit, added -> {
            snapshot.whenUnused(() -> values.remove(commit));
            return new Value<>();
        });
        return value.get(working, snapshot);
    }

    private static final class Value<T> {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile T done;

        T get(Working<T> working, Snapshot snapshot) throws IOException {
            T before = done;
            if (before != null) {
                return before;
            }
            lock.lock();
            try {
                if (done == null) {
                    done = working.over(snapshot);
                }
                return done;
            } finally {
                lock.unlock();
            }
        }
    }
}
