package dev.threatcards.cache;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** What is made when it is first asked for, by one thread while others wait. Safe for use by several threads. */
public final class Memoized<T> {

    /** How it is made; never to null. */
    public interface Making<T> {
        T make() throws IOException;
    }

    private final Making<T> making;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile T made;

    public Memoized(Making<T> making) {
        this.making = making;
    }

    public T get() throws IOException {
        T before = made;
        return before == null ? made() : before;
    }

    /** Whether it was made already. */
    public boolean isMade() {
        return made != null;
    }

    private T made() throws IOException {
        lock.lock();
        try {
            if (made == null) {
                made = making.make();
            }
            return made;
        } finally {
            lock.unlock();
        }
    }
}
