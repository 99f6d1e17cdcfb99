package dev.threatcards.search;

import java.io.IOException;
import java.util.Collection;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.index.CardSearcher;

/** Sets a bit for each card that matches a query. */
final class MatchingCards extends SimpleCollector {

    private final FixedBitSet bits;
    private int docBase;

    private MatchingCards(FixedBitSet bits) {
        this.bits = bits;
    }

    /** The cards that match, by document of the whole index. */
    static FixedBitSet of(Query query, CardSearcher searcher) throws IOException {
        int size = searcher.getIndexReader().maxDoc();
        return searcher.search(query, new CollectorManager<MatchingCards, FixedBitSet>() {
            @Override
            public MatchingCards newCollector() {
                return new MatchingCards(new FixedBitSet(size));
            }

            @Override
            public FixedBitSet reduce(Collection<MatchingCards> collectors) {
                FixedBitSet all = new FixedBitSet(size);
                collectors.forEach(collector -> all.or(collector.bits));
                return all;
            }
        });
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
