package dev.threatcards.index.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
import dev.threatcards.cache.Memoized;
import dev.threatcards.card.Facet;

/** The facet columns of one commit and its order by name, each loaded when first used. Thread-safe. */
public final class FacetColumns {

    /** The most cached card sets. They are of kinds and collections, which are few; made-up ones evict the least recently used. */
    private static final int MOST_KEPT = 32;

    private final int documents;
    private final Map<Facet, Memoized<FacetColumn>> columns = new EnumMap<>(Facet.class);
    private final Memoized<CardValues> values;
    private final Memoized<NameOrder> byName;
    private final LruCache<Query, FixedBitSet> kept = new LruCache<>();

    public FacetColumns(IndexReader reader) {
        documents = reader.maxDoc();
        values = new Memoized<>(() -> new CardValues(all(), documents));
        for (Facet facet : Facet.values()) {
            columns.put(facet, new Memoized<>(() -> FacetColumn.of(facet, reader)));
        }
        byName = new Memoized<>(() -> NameOrder.of(reader));
    }

    /** The cached cards that match a query. */
    public Optional<FixedBitSet> kept(Query query) {
        return kept.get(query);
    }

    public void keep(Query query, FixedBitSet cards) {
        kept.put(query, cards, CacheBudget.TEXTS.entries(documents / Byte.SIZE + 1, MOST_KEPT));
    }

    public FacetColumn of(Facet facet) throws IOException {
        return columns.get(facet).get();
    }

    private List<FacetColumn> all() throws IOException {
        List<FacetColumn> all = new ArrayList<>();
        for (Memoized<FacetColumn> column : columns.values()) {
            all.add(column.get());
        }
        return all;
    }

    /** How many of the cards have a value of the facet, by the rank of the value. */
    public ValueCounts counts(Facet facet, CardBits cards, Set<Facet> together, int size) throws IOException {
        if (cards.size() == documents) {
            return of(facet)::total;
        }
        ValueCounts known = cards.counts(facet);
        if (known != null) {
            return known;
        }
        if (!isSoonerInOnePass(cards, together, size)) {
            ValueCounts counts = of(facet).countsOneByOne(cards.bits());
            cards.keep(facet, counts);
            return counts;
        }
        int[] counts = values.get().counts(cards.bits(), cards.size());
        int next = 0;
        for (Map.Entry<Facet, Memoized<FacetColumn>> column : columns.entrySet()) {
            int first = next;
            cards.keep(column.getKey(), rank -> counts[first + rank]);
            next += column.getValue().get().size();
        }
        return cards.counts(facet);
    }

    private boolean isSoonerInOnePass(CardBits cards, Set<Facet> together, int size) throws IOException {
        if (together.size() == 1 && !values.isMade()) {
            // Counting one facet is not worth loading the columns of all.
            return false;
        }
        long apart = 0;
        for (Facet facet : together) {
            apart += of(facet).cost(size, cards.size());
        }
        return values.get().cost(cards.size()) < apart;
    }

    public NameOrder byName() throws IOException {
        return byName.get();
    }
}
