package dev.threatcards.web.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.javalin.http.Context;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.json.JsonOutput;

/** Caches answers of the API as bytes, by commit and address; the least recently used are evicted first. Thread-safe. */
public final class ResponseCache {

    /** The size of the cache in bytes: some thousand pages of twenty cards, or fewer on a small heap. */
    private static final long MOST_BYTES = Math.min(32L << 20, CacheBudget.ANSWERS.bytes());

    /** The largest answer that is cached, in bytes; programs that ask for larger ones rarely ask twice. */
    private static final long LONGEST = Math.min(256 << 10, MOST_BYTES / 8);

    /** Memory of an entry beside its bytes. */
    private static final int OVERHEAD = 200;

    private record Key(String commit, String address) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, byte[]> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Sends the cached answer, or makes and caches it. */
    public void answer(Context request, Supplier<Object> making) {
        Key key = new Key(RequestSnapshot.of(request).commit(), HttpCaching.address(request));
        byte[] answer = cached(key);
        if (answer == null) {
            answer = JsonOutput.bytes(making.get());
            keep(key, answer);
        }
        JsonResponse.sendBytes(answer, request);
    }

    private byte[] cached(Key key) {
        lock.lock();
        try {
            return answers.get(key);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Key key, byte[] answer) {
        if (size(key, answer) > LONGEST) {
            return;
        }
        lock.lock();
        try {
            byte[] before = answers.put(key, answer);
            bytes += size(key, answer) - (before == null ? 0 : size(key, before));
            Iterator<Map.Entry<Key, byte[]>> eldest = answers.entrySet().iterator();
            while (bytes > MOST_BYTES) {
                Map.Entry<Key, byte[]> gone = eldest.next();
                bytes -= size(gone.getKey(), gone.getValue());
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    private static long size(Key key, byte[] answer) {
        return answer.length + 2L * key.address.length() + OVERHEAD;
    }
}
