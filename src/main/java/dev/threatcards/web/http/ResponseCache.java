package dev.threatcards.web.http;

import java.util.function.Supplier;

import io.javalin.http.Context;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
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

    private final LruCache<Key, byte[]> answers = new LruCache<>(MOST_BYTES, ResponseCache::size);

    /** Sends the cached answer, or makes and caches it. */
    public void answer(Context request, Supplier<Object> making) {
        Key key = new Key(RequestSnapshot.of(request).commit(), HttpCaching.address(request));
        JsonResponse.sendBytes(answers.get(key).orElseGet(() -> made(key, making)), request);
    }

    private byte[] made(Key key, Supplier<Object> making) {
        byte[] answer = JsonOutput.bytes(making.get());
        if (size(key, answer) <= LONGEST) {
            answers.put(key, answer);
        }
        return answer;
    }

    private static long size(Key key, byte[] answer) {
        return answer.length + 2L * key.address.length() + OVERHEAD;
    }
}
