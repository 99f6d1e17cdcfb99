package dev.threatcards.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.index.CardIndex;
import dev.threatcards.index.CardSearcher;

/**
 * The scans of the newest commit, each made when it is first asked for, and once however many ask at the same time.
 *
 * <p>Safe for use by several threads.
 */
public final class ReportScans {

    /** Scans that are kept: an index has few collections, and few choose among them. */
    private static final int MOST = 8;

    private Commit newest = new Commit(-1, Map.of());

    private record Commit(long version, Map<Set<String>, ReportScan> scans) {
    }

    /**
     * The scan for the cards of the collections.
     *
     * @param collections none for ETDA's, or for all where the index has none of ETDA's
     */
    public ReportScan of(CardIndex.Snapshot snapshot, Set<String> collections) throws IOException {
        CardSearcher searcher = snapshot.searcher();
        Set<String> known = new TreeSet<>(collections);
        known.retainAll(Scope.allCollections(searcher));
        if (known.isEmpty() && !collections.isEmpty()) {
            return ReportScan.FOR_NOTHING;
        }
        try {
            return commit(snapshot.version()).scans.computeIfAbsent(Set.copyOf(known), asked -> {
                try {
                    return ReportScan.over(searcher, asked);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private synchronized Commit commit(long version) {
        if (newest.version != version || newest.scans.size() >= MOST) {
            newest = new Commit(version, new ConcurrentHashMap<>());
        }
        return newest;
    }
}
