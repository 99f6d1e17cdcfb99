package dev.threatcards.search;

import java.io.IOException;
import java.util.Optional;

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

    private final LastUsed<Key, TextMatches> texts = new LastUsed<>();

    TextMatches of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        Key key = new Key(tree, scope);
        Optional<TextMatches> kept = texts.get(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        TextMatches matches = TextMatches.of(tree, scope, searcher);
        if (!searcher.timedOut()) {
            texts.put(key, matches, Math.min(MOST, MOST_BYTES / (searcher.getIndexReader().maxDoc() / Byte.SIZE + 1)));
        }
        return matches;
    }
}
