package dev.threatcards.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongHeap;

import dev.threatcards.index.column.CardBits;
import dev.threatcards.index.column.NameOrder;

/** The cards with the highest scores; of two with the same, the one whose name comes first. */
final class BestCards extends SimpleCollector {

    /** To be able to pass over cards takes Lucene some time by itself: where fewer cards than this are filtered, all are scored in less. */
    static final int WORTH_PASSING_OVER = 5_000;

    /** No place by name is higher. */
    private static final int LAST_PLACE = Integer.MAX_VALUE;

    /** For so many there is room from the beginning. */
    private static final int FEW = 100;

    private final int size;
    private final FixedBitSet cards;
    private final float more;
    private final float least;
    private final ScoreMode scoreMode;
    private final NameOrder byName;
    /** The {@link #rank} of each, the worst on top. */
    private final LongHeap best;
    private Scorable scorer;
    private int docBase;

    private BestCards(int size, FixedBitSet cards, float more, float least, NameOrder byName, ScoreMode scoreMode) {
        this.size = size;
        this.cards = cards;
        this.more = more;
        this.least = least;
        this.scoreMode = scoreMode;
        this.byName = byName;
        best = new LongHeap(Math.min(size, FEW));
    }

    static Comparator<ScoreDoc> bestFirst(NameOrder byName) {
        return Comparator.comparingDouble((ScoreDoc card) -> card.score).reversed()
                .thenComparingInt(card -> byName.place(card.doc));
    }

    /**
     * Collects so many.
     *
     * @param cards those to choose from
     * @param isFiltered whether the query matches no others
     * @param more what is added to each score
     * @param least the score, with that, from which a card is wanted
     */
    static CollectorManager<BestCards, ScoreDoc[]> of(int size, CardBits cards, boolean isFiltered, float more,
            float least, NameOrder byName) {
        ScoreMode scoreMode = isFiltered && cards.size() < WORTH_PASSING_OVER
                ? ScoreMode.COMPLETE
                : ScoreMode.TOP_SCORES;
        return new CollectorManager<>() {
            @Override
            public BestCards newCollector() {
                return new BestCards(size, cards.bits(), more, least, byName, scoreMode);
            }

            @Override
            public ScoreDoc[] reduce(Collection<BestCards> collectors) {
                long[] ranks = collectors.stream().flatMapToLong(BestCards::ranks).toArray();
                Arrays.sort(ranks);
                ScoreDoc[] first = new ScoreDoc[Math.min(size, ranks.length)];
                for (int place = 0; place < first.length; place++) {
                    long rank = ranks[ranks.length - 1 - place];
                    first[place] = new ScoreDoc(byName.document(LAST_PLACE - (int) rank), score(rank));
                }
                return first;
            }
        };
    }

    /**
     * A number that is higher for a card that is better: its score above its place by name, which every card has for itself.
     * Scores are not negative; so they are in the order of their bits.
     */
    private static long rank(float score, int place) {
        return (long) Float.floatToIntBits(score) << Integer.SIZE | (LAST_PLACE - place);
    }

    private static float score(long rank) {
        return Float.intBitsToFloat((int) (rank >>> Integer.SIZE));
    }

    private LongStream ranks() {
        // Lucene counts the places of a heap from one.
        return IntStream.rangeClosed(1, best.size()).mapToLong(best::get);
    }

    private void add(long rank) {
        if (best.size() < size) {
            best.push(rank);
        } else if (rank > best.top()) {
            best.updateTop(rank);
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
        if (score >= competitive() && cards.get(docBase + doc)) {
            add(rank(score, byName.place(docBase + doc)));
            requireCompetitive();
        }
    }

    /** What scores less need not be looked at; what scores the same may have a name that comes first. */
    private float competitive() {
        return best.size() < size ? least : Math.max(least, score(best.top()));
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
