package dev.threatcards.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;

/**
 * The scans of one commit, each made when it is first asked for, and once however many ask at the same time.
 *
 * <p>Safe for use by several threads.
 */
public final class MentionFinders {

    /** Scans that are kept: an index has few collections, and few choose among them. */
    private static final int MOST = 8;

    private final Map<Set<String>, MentionFinder> scans = new ConcurrentHashMap<>();

    /**
     * The scan for the cards of the collections.
     *
     * @param searcher always of the same commit
     * @param collections none for ETDA's, or for all where the index has none of ETDA's
     */
    public MentionFinder of(CardReader searcher, Set<String> collections) throws IOException {
        Set<String> known = new TreeSet<>(collections);
        known.retainAll(SearchScope.allCollections(searcher));
        if (known.isEmpty() && !collections.isEmpty()) {
            return MentionFinder.FOR_NOTHING;
        }
        if (scans.size() >= MOST) {
            scans.clear();
        }
        try {
            return scans.computeIfAbsent(Set.copyOf(known), asked -> {
                try {
                    return MentionFinder.over(searcher, asked);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
