package dev.threatcards.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongBiFunction;

/**
 * A cache that evicts the least recently used values. Thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class LruCache<K, V> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private final long most;
    private final ToLongBiFunction<K, V> size;
    private long total;

    /** A cache of at most so many values. */
    public LruCache(long most) {
        this(most, (key, value) -> 1);
    }

    /**
     * A cache of values of different sizes.
     *
     * @param most the most that the sizes of all values may add up to
     */
    public LruCache(long most, ToLongBiFunction<K, V> size) {
        this.most = most;
        this.size = size;
    }

    /** The value of the key, unless it was evicted. */
    public Optional<V> get(K key) {
        lock.lock();
        try {
            return Optional.ofNullable(values.get(key));
        } finally {
            lock.unlock();
        }
    }

    /** Adds a value. */
    public void put(K key, V value) {
        lock.lock();
        try {
            V before = values.put(key, value);
            total += size.applyAsLong(key, value) - (before == null ? 0 : size.applyAsLong(key, before));
            Iterator<Map.Entry<K, V>> eldest = values.entrySet().iterator();
            while (total > most) {
                Map.Entry<K, V> gone = eldest.next();
                total -= size.applyAsLong(gone.getKey(), gone.getValue());
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
