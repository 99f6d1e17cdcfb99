package dev.threatcards.search;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import dev.threatcards.index.CardSearcher;

/**
 * What the last texts matched that were searched for in one commit. Safe for use by several threads; a text that is asked at the same
 * time is searched for by each.
 */
public final class KeptTexts {

    private static final int MOST = 300;

    /** How much the bits of all of them may take; what was counted of them, some kilobytes each, comes on top. */
    private static final long MOST_BYTES = 32L << 20;

    private record Key(QueryTree tree, Scope scope) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, TextMatches> texts = new LinkedHashMap<>(16, 0.75f, true);

    TextMatches of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        Key key = new Key(tree, scope);
        lock.lock();
        try {
            TextMatches kept = texts.get(key);
            if (kept != null) {
                return kept;
            }
        } finally {
            lock.unlock();
        }
        TextMatches matches = TextMatches.of(tree, scope, searcher);
        if (!searcher.timedOut()) {
            keep(key, matches, Math.min(MOST, MOST_BYTES / (searcher.getIndexReader().maxDoc() / Byte.SIZE + 1)));
        }
        return matches;
    }

    private void keep(Key key, TextMatches matches, long most) {
        lock.lock();
        try {
            texts.put(key, matches);
            Iterator<TextMatches> eldest = texts.values().iterator();
            while (texts.size() > most && eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
