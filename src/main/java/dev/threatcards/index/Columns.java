package dev.threatcards.index;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;

/** The columns of one commit, its labels and its order by name, each made when it is first asked for. Safe for use by several threads. */
final class Columns {

    /** Kinds and collections, which these are of, are few; of those that are many in an index the rest is looked up each time. */
    private static final int MOST_KEPT = 32;

    private final IndexReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<Facet, FacetColumn> columns = Map.of();
    private volatile NameOrder byName;
    private volatile HeldLabels labels;
    private volatile CardValues values;
    private final Map<Query, FixedBitSet> kept = new ConcurrentHashMap<>();

    Columns(IndexReader reader) {
        this.reader = reader;
    }

    /** The cards of a query that were kept; null if none were. */
    FixedBitSet kept(Query query) {
        return kept.get(query);
    }

    void keep(Query query, FixedBitSet cards) {
        if (kept.size() < MOST_KEPT) {
            kept.put(query, cards);
        }
    }

    FacetColumn of(Facet facet) throws IOException {
        FacetColumn column = columns.get(facet);
        return column == null ? made(facet) : column;
    }

    private FacetColumn made(Facet facet) throws IOException {
        lock.lock();
        try {
            FacetColumn column = columns.get(facet);
            if (column == null) {
                column = FacetColumn.of(facet, this, reader);
                Map<Facet, FacetColumn> more = new EnumMap<>(Facet.class);
                more.putAll(columns);
                more.put(facet, column);
                columns = more;
            }
            return column;
        } finally {
            lock.unlock();
        }
    }

    NameOrder byName() throws IOException {
        NameOrder order = byName;
        if (order != null) {
            return order;
        }
        lock.lock();
        try {
            if (byName == null) {
                byName = NameOrder.of(reader);
            }
            return byName;
        } finally {
            lock.unlock();
        }
    }

    HeldLabels labels() throws IOException {
        HeldLabels held = labels;
        if (held != null) {
            return held;
        }
        lock.lock();
        try {
            if (labels == null) {
                labels = HeldLabels.of(reader);
            }
            return labels;
        } finally {
            lock.unlock();
        }
    }

    CardValues values() throws IOException {
        CardValues held = values;
        if (held != null) {
            return held;
        }
        lock.lock();
        try {
            if (values == null) {
                values = CardValues.of(reader);
            }
            return values;
        } finally {
            lock.unlock();
        }
    }
}
