package dev.threatcards.search;

import java.io.IOException;
import java.util.Optional;

import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.LastUsed;

/**
 * What the last texts matched that were searched for in one commit, and what the last single filters left of all cards, which is where
 * drill-down begins. Safe for use by several threads; what is asked at the same time is searched for by each.
 */
public final class KeptTexts {

    /** Texts that are kept, and filters. */
    private static final int MOST = 300;

    /**
     * How much the bits of all texts may take, and those of all filters, in bytes. What was counted of each comes on top, 4 bytes for each
     * value of a facet, and 8 bytes for each of the best cards of a text that was asked again.
     */
    private static final long MOST_BYTES = 32L << 20;

    private record Key(QueryTree tree, Scope scope) {
    }

    private record OneFilter(Scope scope, Filters filters) {
    }

    private final LastUsed<Key, TextMatches> texts = new LastUsed<>();
    private final LastUsed<OneFilter, DrillSideways> filters = new LastUsed<>();

    TextMatches of(QueryTree tree, Scope scope, CardSearcher searcher) throws IOException {
        Key key = new Key(tree, scope);
        Optional<TextMatches> kept = texts.get(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        TextMatches matches = TextMatches.of(tree, scope, searcher);
        if (!searcher.timedOut()) {
            // The cards, and those of them that have every word.
            texts.put(key, matches, most(2, searcher));
        }
        return matches;
    }

    /** Filters laid over what a text matches. */
    DrillSideways drill(TextMatches matches, Filters over, CardSearcher searcher) throws IOException {
        if (!matches.tree().isEmpty() || over.size() != 1) {
            return new DrillSideways(matches.cards(), over, searcher);
        }
        OneFilter key = new OneFilter(matches.scope(), over);
        Optional<DrillSideways> kept = filters.get(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        DrillSideways drill = new DrillSideways(matches.cards(), over, searcher);
        if (!searcher.timedOut()) {
            // The filter's bits, and those of what it leaves.
            filters.put(key, drill, most(2, searcher));
        }
        return drill;
    }

    private static long most(int bitsOfAll, CardSearcher searcher) {
        int bytes = searcher.getIndexReader().maxDoc() / Byte.SIZE + 1;
        return Math.min(MOST, MOST_BYTES / bitsOfAll / bytes);
    }
}
