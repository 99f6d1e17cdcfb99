package dev.threatcards.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A cache that evicts the least recently used values. Thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class LruCache<K, V> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    /** The value of the key, unless it was evicted. */
    public Optional<V> get(K key) {
        lock.lock();
        try {
            return Optional.ofNullable(values.get(key));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a value.
     *
     * @param most the most values in the cache, including this one
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
