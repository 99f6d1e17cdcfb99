package dev.threatcards.names;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.cache.Memoized;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;

/** The mention finders of one commit, one for each set of collections. Thread-safe. */
public final class MentionFinders {

    /** The most finders that are cached: an index has few collections. */
    private static final int MOST = 8;

    private final Map<Set<String>, Memoized<MentionFinder>> finders = new ConcurrentHashMap<>();

    /**
     * The finder for the cards of the collections.
     *
     * @param searcher always of the same commit
     * @param collections empty for all
     * @param mapped the names from mapping files of that commit
     */
    public MentionFinder of(CardReader searcher, Set<String> collections, MappedNames mapped) throws IOException {
        Set<String> known = new TreeSet<>(collections);
        known.retainAll(SearchScope.allCollections(searcher));
        if (known.isEmpty() && !collections.isEmpty()) {
            return MentionFinder.EMPTY;
        }
        if (finders.size() >= MOST) {
            finders.clear();
        }
        return finders.computeIfAbsent(Set.copyOf(known),
                some -> new Memoized<>(() -> MentionFinder.over(searcher, some, mapped))).get();
    }
}
