package dev.threatcards.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The values that were put or asked for last. Safe for use by several threads.
 *
 * @param <K> what a value is found by
 * @param <V> what is kept
 */
public final class LruCache<K, V> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    /** The value that was put, unless others have taken its place. */
    public Optional<V> get(K key) {
        lock.lock();
        try {
            return Optional.ofNullable(values.get(key));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps a value.
     *
     * @param most how many are kept with it
     */
    public void put(K key, V value, long most) {
        lock.lock();
        try {
            values.put(key, value);
            Iterator<V> eldest = values.values().iterator();
            while (values.size() > most && eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
