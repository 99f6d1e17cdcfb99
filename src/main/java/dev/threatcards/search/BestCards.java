package dev.threatcards.search;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

import dev.threatcards.index.NameOrder;

/** The cards with the highest scores; of two with the same, the one whose name comes first. */
final class BestCards extends SimpleCollector {

    private final int size;
    /** The worst of them first. */
    private final PriorityQueue<ScoreDoc> best;
    private Scorable scorer;
    private int docBase;

    private BestCards(int size, NameOrder byName) {
        this.size = size;
        best = new PriorityQueue<>(Comparator.comparingDouble((ScoreDoc card) -> card.score)
                .thenComparing(Comparator.comparingInt((ScoreDoc card) -> byName.place(card.doc)).reversed()));
    }

    static CollectorManager<BestCards, ScoreDoc[]> of(int size, NameOrder byName) {
        return new CollectorManager<>() {
            @Override
            public BestCards newCollector() {
                return new BestCards(size, byName);
            }

            @Override
            public ScoreDoc[] reduce(Collection<BestCards> collectors) {
                BestCards all = new BestCards(size, byName);
                collectors.forEach(collector -> collector.best.forEach(all::add));
                ScoreDoc[] first = new ScoreDoc[all.best.size()];
                for (int place = first.length - 1; place >= 0; place--) {
                    first[place] = all.best.poll();
                }
                return first;
            }
        };
    }

    private void add(ScoreDoc card) {
        best.add(card);
        if (best.size() > size) {
            best.poll();
        }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) {
        docBase = leaf.docBase;
    }

    @Override
    public void setScorer(Scorable scorer) throws IOException {
        this.scorer = scorer;
        requireCompetitive();
    }

    @Override
    public void collect(int doc) throws IOException {
        float score = scorer.score();
        if (best.size() < size || score >= best.peek().score) {
            add(new ScoreDoc(docBase + doc, score));
            requireCompetitive();
        }
    }

    /** What scores less need not be looked at; what scores the same may have a name that comes first. */
    private void requireCompetitive() throws IOException {
        if (best.size() == size && best.peek().score > 0) {
            scorer.setMinCompetitiveScore(best.peek().score);
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.TOP_SCORES;
    }
}
