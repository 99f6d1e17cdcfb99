package dev.threatcards.search;

import java.io.IOException;
import java.util.Optional;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
import dev.threatcards.card.Card;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.Hits;

/**
 * What was found by searches of one commit that were made twice: of most that is searched for nobody asks again, and a result
 * has its cards with it, which fill the memory. Safe for use by several threads; what is searched for at the same time is
 * searched for by each.
 *
 * @param <C> actors or tools
 */
public final class HitsCache<C extends Card> {

    /** What a result takes with its cards, in bytes; there are results of actors and of tools. */
    private static final int SIZE = 2 * 100_000;

    /** At most so many results, and searches that were made once. */
    private static final int MOST = CacheBudget.HITS.entries(SIZE, 300);

    /** Longer lists of values are asked for by programs, once. */
    private static final int LONGEST_FACET = 100;

    /** So are larger pages, whose cards would fill the memory. */
    private static final int LARGEST_PAGE = 25;

    private final LruCache<Key, Hits<C>> found = new LruCache<>();
    private final LruCache<Key, Boolean> asked = new LruCache<>();

    /** A search. */
    public interface Searching<C extends Card> {
        /** Searches. */
        Hits<C> hits() throws IOException;
    }

    private record Key(String text, Filters filters, PageRequest window, FacetRequest facets) {
    }

    /** What such a search found the second time, or finds now. */
    public Hits<C> of(String text, Filters filters, PageRequest window, FacetRequest facets, Searching<C> searching)
            throws IOException {
        Key key = new Key(text, filters, window, facets);
        Optional<Hits<C>> before = found.get(key);
        if (before.isPresent()) {
            return before.get();
        }
        Hits<C> hits = searching.hits();
        if (facets.size() <= LONGEST_FACET && window.size() <= LARGEST_PAGE) {
            if (asked.get(key).isPresent()) {
                found.put(key, hits, MOST);
            } else {
                asked.put(key, true, MOST);
            }
        }
        return hits;
    }
}
