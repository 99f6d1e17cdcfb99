package dev.threatcards.index.column;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
import dev.threatcards.cache.Memoized;
import dev.threatcards.card.Facet;

/** The facet columns of one commit, each loaded when first used, and a cache of card sets. Thread-safe. */
public final class FacetColumns {

    /** The most cached card sets. They are of kinds and collections, which are few; made-up ones evict the least recently used. */
    private static final int MOST_SETS = 32;

    private final int documents;
    private final Map<Facet, Memoized<FacetColumn>> columns = new EnumMap<>(Facet.class);
    private final LruCache<Query, FixedBitSet> sets = new LruCache<>();

    /** The columns of a commit; each is read when it is first asked for. */
    public FacetColumns(IndexReader reader) {
        documents = reader.maxDoc();
        for (Facet facet : Facet.values()) {
            columns.put(facet, new Memoized<>(() -> FacetColumn.of(facet, reader)));
        }
    }

    /** The cached cards that match a query. */
    public Optional<FixedBitSet> kept(Query query) {
        return sets.get(query);
    }

    /** Caches the cards that match a query. */
    public void keep(Query query, FixedBitSet cards) {
        sets.put(query, cards, CacheBudget.TEXTS.entries(documents / Byte.SIZE + 1, MOST_SETS));
    }

    /** The column of a facet. */
    public FacetColumn of(Facet facet) throws IOException {
        return columns.get(facet).get();
    }
}
