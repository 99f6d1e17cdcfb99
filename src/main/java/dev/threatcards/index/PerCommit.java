package dev.threatcards.index;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.threatcards.index.CardIndex.Snapshot;

/**
 * A value that is computed once for each commit, by the first thread that needs it while others wait. It is kept as long as the commit is
 * open, so that readers of an older and of the newest commit do not evict each other's values. Thread-safe.
 */
public final class PerCommit<T> {

    private final Function<Snapshot, T> working;
    private final Map<String, T> values = new ConcurrentHashMap<>();

    /** @param working computes the value from the cards of the commit; the value may not keep the snapshot */
    public PerCommit(Function<Snapshot, T> working) {
        this.working = working;
    }

    /** The value for the commit. */
    public T of(Snapshot snapshot) {
        return values.computeIfAbsent(snapshot.commit(), commit -> {
            snapshot.whenUnused(() -> values.remove(commit));
            return working.apply(snapshot);
        });
    }
}
