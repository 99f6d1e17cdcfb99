package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.search.Filters.Choice;

/**
 * Which cards are left when filters are laid over a query, and which would be if one facet had no alternatives chosen: a
 * facet's counts ignore its own selection, so that they say what choosing another value would give.
 *
 * <p>Each filter is a set of bits over the index, made once; what is left, sideways or not, are ANDs of them. Values that
 * all have to hold, or that are excluded, are no alternatives: they count in their own facet too.
 */
final class DrillSideways {

    private final CardSearcher searcher;
    private final FixedBitSet base;
    private final Map<Facet, FixedBitSet> alternatives = new EnumMap<>(Facet.class);

    DrillSideways(Query query, Filters filters, CardSearcher searcher) throws IOException {
        this.searcher = searcher;
        BooleanQuery.Builder hard = new BooleanQuery.Builder().add(query, Occur.FILTER);
        for (Map.Entry<Facet, Choice> filter : filters.choices().entrySet()) {
            String field = CardFields.facet(filter.getKey());
            Choice choice = filter.getValue();
            choice.all().forEach(value -> hard.add(new TermQuery(new Term(field, value)), Occur.FILTER));
            if (!choice.not().isEmpty()) {
                hard.add(anyOf(field, choice.not()), Occur.MUST_NOT);
            }
            if (!choice.any().isEmpty()) {
                alternatives.put(filter.getKey(), bits(anyOf(field, choice.any())));
            }
        }
        base = bits(hard.build());
    }

    /** The cards that are left. */
    FixedBitSet hits() {
        return left(null);
    }

    /** The cards that would be left without the facet's own alternatives. */
    FixedBitSet sideways(Facet facet) {
        return left(facet);
    }

    private FixedBitSet left(Facet without) {
        FixedBitSet left = base.clone();
        alternatives.forEach((facet, bits) -> {
            if (facet != without) {
                left.and(bits);
            }
        });
        return left;
    }

    private static Query anyOf(String field, Iterable<String> values) {
        List<BytesRef> terms = new ArrayList<>();
        values.forEach(value -> terms.add(new BytesRef(value)));
        return new TermInSetQuery(field, terms);
    }

    private FixedBitSet bits(Query query) throws IOException {
        int size = searcher.getIndexReader().maxDoc();
        return searcher.search(query, new CollectorManager<BitsCollector, FixedBitSet>() {
            @Override
            public BitsCollector newCollector() {
                return new BitsCollector(new FixedBitSet(size));
            }

            @Override
            public FixedBitSet reduce(Collection<BitsCollector> collectors) {
                FixedBitSet all = new FixedBitSet(size);
                collectors.forEach(collector -> all.or(collector.bits));
                return all;
            }
        });
    }

    /** Sets a bit for each card that matches. */
    private static final class BitsCollector extends SimpleCollector {
        private final FixedBitSet bits;
        private int docBase;

        BitsCollector(FixedBitSet bits) {
            this.bits = bits;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) {
            docBase = leaf.docBase;
        }

        @Override
        public void collect(int doc) {
            bits.set(docBase + doc);
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
