package dev.threatcards.index;

import java.util.Collection;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.FixedBitSet;

/** Sets a bit for each document of the whole index that matches. */
final class MatchingCards extends SimpleCollector {

    private final FixedBitSet bits;
    private int docBase;

    private MatchingCards(FixedBitSet bits) {
        this.bits = bits;
    }

    static CollectorManager<MatchingCards, FixedBitSet> of(int documents) {
        return new CollectorManager<>() {
            @Override
            public MatchingCards newCollector() {
                return new MatchingCards(new FixedBitSet(documents));
            }

            @Override
            public FixedBitSet reduce(Collection<MatchingCards> collectors) {
                FixedBitSet all = new FixedBitSet(documents);
                collectors.forEach(collector -> all.or(collector.bits));
                return all;
            }
        };
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
