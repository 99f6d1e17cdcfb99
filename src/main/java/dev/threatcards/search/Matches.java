package dev.threatcards.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.uhighlight.FieldOffsetStrategy;
import org.apache.lucene.search.uhighlight.OffsetsEnum;
import org.apache.lucene.search.uhighlight.UHComponents;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter.OffsetSource;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.index.PlacedTerms;

/** Where terms of a query stand in a text that was analyzed before: what Lucene's highlighter would analyze it again for. */
final class Matches extends OffsetsEnum {

    private final PlacedTerms places;
    private final Map<String, Integer> frequencies = new HashMap<>();
    private int at = -1;

    Matches(PlacedTerms places) {
        this.places = places;
        for (int place = 0; place < places.size(); place++) {
            frequencies.merge(places.term(place), 1, Integer::sum);
        }
    }

    boolean isEmpty() {
        return places.size() == 0;
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
        return at < places.size();
    }

    @Override
    public int freq() {
        return frequencies.get(places.term(at));
    }

    @Override
    public BytesRef getTerm() {
        return new BytesRef(places.term(at));
    }

    @Override
    public int startOffset() {
        return places.start(at);
    }

    @Override
    public int endOffset() {
        return places.end(at);
    }
}
