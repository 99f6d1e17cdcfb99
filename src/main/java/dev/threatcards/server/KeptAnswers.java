package dev.threatcards.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;

import dev.threatcards.index.CacheBudget;

/**
 * The last answers of the API as they were written: what is asked again over the same commit is neither searched for nor written again.
 * Those that were asked for the longest time ago go first. Safe for use by several threads.
 */
final class KeptAnswers {

    /** What all of them may take, in bytes: some thousand pages of twenty cards, or fewer on a small heap. */
    private static final long MOST_BYTES = Math.min(32L << 20, CacheBudget.ANSWERS.bytes());

    /** The longest answer that is kept, in bytes; who asks for more is a program, and asks once. */
    private static final long LONGEST = Math.min(256 << 10, MOST_BYTES / 8);

    /** What an answer takes beside its bytes. */
    private static final int OVERHEAD = 200;

    private record Key(String commit, String address) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, byte[]> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Answers with what was answered before, or with what is made now. */
    void answer(Context request, Supplier<JsonNode> making) {
        Key key = new Key(RequestSnapshot.of(request).commit(), HttpCaching.address(request));
        byte[] answer = kept(key);
        if (answer == null) {
            answer = Api.bytes(making.get());
            keep(key, answer);
        }
        Api.json(answer, request);
    }

    private byte[] kept(Key key) {
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
