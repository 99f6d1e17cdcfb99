package dev.threatcards.search;

import java.util.Random;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageScorer;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** Against Lucene's own. */
final class PassageScoresTest {

    @RepeatedTest(50)
    void scoresAreLucenes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Passage passage = new Passage();
        passage.setStartOffset(random.nextInt(3_000));
        passage.setEndOffset(passage.getStartOffset() + 2_000);
        int at = passage.getStartOffset();
        int terms = 1 + random.nextInt(6);
        for (int matches = random.nextInt(40); matches > 0; matches--) {
            int term = random.nextInt(terms);
            passage.addMatch(at, at + 4, new BytesRef("term" + term), 3 + 5 * term);
            at += 4 + random.nextInt(30);
        }
        int length = passage.getEndOffset() + random.nextInt(5_000);
        assertThat(new PassageScores().score(passage, length)).isEqualTo(new PassageScorer().score(passage, length));
    }
}
