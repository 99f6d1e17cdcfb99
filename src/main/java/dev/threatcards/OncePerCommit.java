package dev.threatcards;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import dev.threatcards.index.CardIndex.Snapshot;

/**
 * What is worked out over all cards of a commit: once, by whoever asks first while others wait, and kept until there is another
 * commit. Safe for use by several threads.
 */
final class OncePerCommit<T> {

    /** How it is worked out. The value may not hold on to the snapshot. */
    interface Working<T> {
        T over(Snapshot snapshot) throws IOException;
    }

    private record Done<T>(long version, T value) {
    }

    private final Working<T> working;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Done<T> last = new Done<>(-1, null);

    OncePerCommit(Working<T> working) {
        this.working = working;
    }

    T of(Snapshot snapshot) throws IOException {
        Done<T> done = last;
        return done.version == snapshot.version() ? done.value : workedOut(snapshot);
    }

    private T workedOut(Snapshot snapshot) throws IOException {
        lock.lock();
        try {
            if (last.version != snapshot.version()) {
                last = new Done<>(snapshot.version(), working.over(snapshot));
            }
            return last.value;
        } finally {
            lock.unlock();
        }
    }
}
