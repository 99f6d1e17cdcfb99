package dev.threatcards.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.cache.Memoized;
import dev.threatcards.index.CardIndex.Snapshot;

/**
 * A value that is computed once for each commit, by the first thread that needs it while others wait. It is kept as long as the commit is
 * open, so that readers of an older and of the newest commit do not evict each other's values. Thread-safe.
 */
public final class PerCommit<T> {

    /** Computes the value, which may not keep the snapshot. */
    public interface Working<T> {
        /** Computes the value from the cards of the commit. */
        T over(Snapshot snapshot) throws IOException;
    }

    private final Working<T> working;
    private final Map<String, Memoized<T>> values = new ConcurrentHashMap<>();

    /** A value that is computed once for each commit. */
    public PerCommit(Working<T> working) {
        this.working = working;
    }

    /** The value for the commit. */
    public T of(Snapshot snapshot) throws IOException {
        String commit = snapshot.commit();
        Memoized<T> known = values.get(commit);
        Memoized<T> value = known != null ? known : values.computeIfAbsent(commit, added -> {
            snapshot.whenUnused(() -> values.remove(commit));
            return new Memoized<>(() -> working.over(snapshot));
        });
        return value.get();
    }
}
