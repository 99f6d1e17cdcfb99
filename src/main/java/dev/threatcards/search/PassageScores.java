package dev.threatcards.search;

import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageScorer;
import org.apache.lucene.util.BytesRef;

/** What Lucene's own scorer gives for a passage, without the 32 kB that it takes for each to tell a few terms apart. */
final class PassageScores extends PassageScorer {

    @Override
    public float score(Passage passage, int contentLength) {
        BytesRef[] terms = passage.getMatchTerms();
        Map<BytesRef, Integer> counts = new HashMap<>();
        for (int match = 0; match < passage.getNumMatches(); match++) {
            counts.merge(terms[match], 1, Integer::sum);
        }
        double score = 0;
        for (int match = 0; match < passage.getNumMatches(); match++) {
            Integer count = counts.remove(terms[match]);
            if (count != null) {
                score += tf(count, passage.getLength())
                        * weight(contentLength, passage.getMatchTermFreqsInDoc()[match]);
            }
        }
        return (float) (score * norm(passage.getStartOffset()));
    }
}
