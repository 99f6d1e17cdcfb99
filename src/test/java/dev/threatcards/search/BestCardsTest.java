package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.column.CardBits;
import dev.threatcards.index.column.NameOrder;

import static org.assertj.core.api.Assertions.assertThat;

/** What Lucene is told to pass over, once there are enough cards. */
final class BestCardsTest {

    private static final int TRIES = 20_000;

    /** Has one score for all, and remembers what it was told. */
    private static final class Same extends Scorable {
        private final float score;
        private float least;

        Same(float score) {
            this.score = score;
        }

        @Override
        public float score() {
            return score;
        }

        @Override
        public void setMinCompetitiveScore(float least) {
            this.least = least;
        }
    }

    @TempDir
    private static Path folder;
    private static NameOrder byName;

    @BeforeAll
    static void order() throws IOException {
        TestCards.write(folder, Stream.of("Otter", "Badger", "Stoat", "Marten", "Weasel")
                .map(name -> TestCards.actor(name).card()).toArray(Card[]::new));
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            byName = snapshot.searcher().byName();
        }
    }

    @Test
    void aCardOfTheSameScoreIsNotPassedOver() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < TRIES; i++) {
            Same scorer = new Same(random.nextFloat() * 20);
            BestCards best = BestCards.of(1, cards(0), false, Ranking.EVERY_CLAUSE, 0, byName).newCollector();
            best.setScorer(scorer);
            best.collect(0);
            // Its name may come first; one that scores much less is passed over.
            assertThat(scorer.least).isLessThanOrEqualTo(scorer.score)
                    .isGreaterThan(scorer.score - 2 * Math.ulp(scorer.score + Ranking.EVERY_CLAUSE));
        }
    }

    /** Documents and scores, in two slices of the search; names break ties. */
    @Test
    void theBestOfAllSlicesComeFirst() throws IOException {
        float[] scores = {2, 3, 2, 0, 3};
        for (int size = 1; size <= scores.length + 1; size++) {
            CollectorManager<BestCards, ScoreDoc[]> manager = BestCards.of(size, cards(0, 1, 2, 3, 4), true, 1, 0,
                    byName);
            List<BestCards> slices = List.of(manager.newCollector(), manager.newCollector());
            List<ScoreDoc> all = new ArrayList<>();
            for (int doc = 0; doc < scores.length; doc++) {
                BestCards slice = slices.get(doc % 2);
                slice.setScorer(new Same(scores[doc]));
                slice.collect(doc);
                all.add(new ScoreDoc(doc, scores[doc] + 1));
            }
            all.sort(BestCards.bestFirst(byName));
            assertThat(manager.reduce(slices)).extracting(card -> card.doc + " " + card.score)
                    .isEqualTo(all.stream().limit(size).map(card -> card.doc + " " + card.score).toList());
        }
    }

    /** One that is not wanted has the highest score, which is not the one that the others are measured by. */
    @Test
    void noOthersAreCollected() throws IOException {
        BestCards best = BestCards.of(1, cards(1, 3), false, 0, 0, byName).newCollector();
        float[] scores = {9, 2, 8, 3, 7};
        for (int doc = 0; doc < scores.length; doc++) {
            Same scorer = new Same(scores[doc]);
            best.setScorer(scorer);
            best.collect(doc);
            assertThat(scorer.least).isLessThanOrEqualTo(3);
        }
        assertThat(BestCards.of(1, cards(1, 3), false, 0, 0, byName).reduce(List.of(best)))
                .extracting(card -> card.doc + " " + card.score).containsExactly("3 3.0");
    }

    @Test
    void aCardOfALaterSegmentIsNotTakenForOneOfTheFirst() throws IOException {
        try (DirectoryReader two = empty(2);
                DirectoryReader three = empty(3);
                MultiReader reader = new MultiReader(two, three)) {
            BestCards best = BestCards.of(5, cards(1, 3), false, 0, 0, byName).newCollector();
            for (LeafReaderContext leaf : reader.leaves()) {
                LeafCollector collector = best.getLeafCollector(leaf);
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    collector.setScorer(new Same(1 + leaf.docBase + doc));
                    collector.collect(doc);
                }
            }
            assertThat(BestCards.of(5, cards(1, 3), false, 0, 0, byName).reduce(List.of(best)))
                    .extracting(card -> card.doc + " " + card.score).containsExactly("3 4.0", "1 2.0");
        }
    }

    private static DirectoryReader empty(int documents) throws IOException {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (int doc = 0; doc < documents; doc++) {
                writer.addDocument(new Document());
            }
        }
        return DirectoryReader.open(directory);
    }

    private static CardBits cards(int... documents) {
        FixedBitSet bits = new FixedBitSet(5);
        IntStream.of(documents).forEach(bits::set);
        return new CardBits(bits);
    }
}
