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

    /** To be able to pass over cards takes Lucene some time by itself; fewer cards than this are all looked at sooner. */
    static final int WORTH_PASSING_OVER = 5_000;

    private final int size;
    private final float more;
    private final float least;
    private final ScoreMode scoreMode;
    /** The worst of them first. */
    private final PriorityQueue<ScoreDoc> best;
    private Scorable scorer;
    private int docBase;

    private BestCards(int size, float more, float least, NameOrder byName, ScoreMode scoreMode) {
        this.size = size;
        this.more = more;
        this.least = least;
        this.scoreMode = scoreMode;
        best = new PriorityQueue<>(bestFirst(byName).reversed());
    }

    static Comparator<ScoreDoc> bestFirst(NameOrder byName) {
        return Comparator.comparingDouble((ScoreDoc card) -> card.score).reversed()
                .thenComparingInt(card -> byName.place(card.doc));
    }

    /**
     * Collects so many.
     *
     * @param among how many cards may match
     * @param more what is added to each score
     * @param least the score, with that, from which a card is wanted
     */
    static CollectorManager<BestCards, ScoreDoc[]> of(int size, int among, float more, float least, NameOrder byName) {
        ScoreMode scoreMode = among < WORTH_PASSING_OVER ? ScoreMode.COMPLETE : ScoreMode.TOP_SCORES;
        return new CollectorManager<>() {
            @Override
            public BestCards newCollector() {
                return new BestCards(size, more, least, byName, scoreMode);
            }

            @Override
            public ScoreDoc[] reduce(Collection<BestCards> collectors) {
                BestCards all = new BestCards(size, more, least, byName, scoreMode);
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
        float score = scorer.score() + more;
        if (score >= competitive()) {
            add(new ScoreDoc(docBase + doc, score));
            requireCompetitive();
        }
    }

    /** What scores less need not be looked at; what scores the same may have a name that comes first. */
    private float competitive() {
        return best.size() < size ? least : Math.max(least, best.peek().score);
    }

    private void requireCompetitive() throws IOException {
        // A little less before what is added to scores is taken away: the sum is rounded, by more than the score itself may be.
        float byItself = Math.nextDown(competitive()) - more;
        if (scoreMode == ScoreMode.TOP_SCORES && byItself > 0) {
            scorer.setMinCompetitiveScore(byItself);
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return scoreMode;
    }
}
