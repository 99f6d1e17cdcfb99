package dev.threatcards.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.uhighlight.FieldOffsetStrategy;
import org.apache.lucene.search.uhighlight.OffsetsEnum;
import org.apache.lucene.search.uhighlight.UHComponents;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter.OffsetSource;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.index.AnalyzedText;

/** Where terms of a query stand in a text that was analyzed before: what Lucene's highlighter would analyze it again for. */
final class Matches extends OffsetsEnum {

    private final AnalyzedText text;
    private final int[] places;
    private final Map<String, Integer> frequencies = new HashMap<>();
    private int at = -1;

    Matches(AnalyzedText text, Set<String> terms) {
        this.text = text;
        this.places = IntStream.range(0, text.size()).filter(place -> terms.contains(text.term(place))).toArray();
        for (int place : places) {
            frequencies.merge(text.term(place), 1, Integer::sum);
        }
    }

    boolean isEmpty() {
        return places.length == 0;
    }

    /** The highlighter's way to them. */
    FieldOffsetStrategy asStrategy(String field) {
        UHComponents nothingToLookFor = new UHComponents(field, field::equals, null, new BytesRef[0], null, null, false,
                Set.of());
        return new FieldOffsetStrategy(nothingToLookFor) {
            @Override
            public OffsetSource getOffsetSource() {
                return OffsetSource.ANALYSIS;
            }

            @Override
            public OffsetsEnum getOffsetsEnum(LeafReader reader, int doc, String content) {
                return Matches.this;
            }
        };
    }

    @Override
    public boolean nextPosition() {
        at++;
        return at < places.length;
    }

    @Override
    public int freq() {
        return frequencies.get(text.term(places[at]));
    }

    @Override
    public BytesRef getTerm() {
        return new BytesRef(text.term(places[at]));
    }

    @Override
    public int startOffset() {
        return text.start(places[at]);
    }

    @Override
    public int endOffset() {
        return text.end(places[at]);
    }
}
