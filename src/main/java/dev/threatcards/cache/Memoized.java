package dev.threatcards.cache;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A value that is computed on first use, by one thread while others wait. Thread-safe. */
public final class Memoized<T> {

    /** Computes the value, which is never null. */
    public interface Computation<T> {
        /** Computes the value. */
        T compute() throws IOException;
    }

    private final Computation<T> computation;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile T value;

    /** A value that the first {@link #get} computes. */
    public Memoized(Computation<T> computation) {
        this.computation = computation;
    }

    /** The value. A computation that fails is repeated by the next call. */
    public T get() throws IOException {
        if (value == null) {
            lock.lock();
            try {
                if (value == null) {
                    value = computation.compute();
                }
            } finally {
                lock.unlock();
            }
        }
        return value;
    }
}
