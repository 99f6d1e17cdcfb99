package dev.threatcards.index;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;

/** The columns of one commit, its labels and its order by name, each made when it is first asked for. Safe for use by several threads. */
final class Columns {

    /** Kinds and collections, which these are of, are few; of those that are many in an index the rest is looked up each time. */
    private static final int MOST_KEPT = 32;

    private final Map<Facet, Once<FacetColumn>> columns = new EnumMap<>(Facet.class);
    private final Once<HeldLabels> labels;
    private final Once<NameOrder> byName;
    private final Map<Query, FixedBitSet> kept = new ConcurrentHashMap<>();

    Columns(IndexReader reader) {
        for (Facet facet : Facet.values()) {
            columns.put(facet, new Once<>(() -> FacetColumn.of(facet, reader)));
        }
        labels = new Once<>(() -> HeldLabels.of(reader));
        byName = new Once<>(() -> NameOrder.of(reader));
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
        return columns.get(facet).get();
    }

    HeldLabels labels() throws IOException {
        return labels.get();
    }

    NameOrder byName() throws IOException {
        return byName.get();
    }
}
