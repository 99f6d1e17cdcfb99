package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Terms in {@link CardFields#TEXT}, and where they stand in their text. For use by one thread while it is filled. */
final class PlacedTerms {

    private final List<String> terms = new ArrayList<>();
    private int[] starts = new int[1];
    private int[] ends = new int[1];

    /** What a text becomes. */
    static PlacedTerms of(String text) {
        PlacedTerms placed = new PlacedTerms();
        try (TokenStream stream = CardAnalyzer.INSTANCE.tokenStream(CardFields.TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                placed.add(term.toString(), offset.startOffset(), offset.endOffset());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return placed;
    }

    private void add(String term, int start, int end) {
        int place = terms.size();
        if (place == starts.length) {
            starts = Arrays.copyOf(starts, 2 * place);
            ends = Arrays.copyOf(ends, 2 * place);
        }
        terms.add(term);
        starts[place] = start;
        ends[place] = end;
    }

    /** Adds those of a part of the text that begins there. */
    void addAll(PlacedTerms part, int start) {
        for (int place = 0; place < part.size(); place++) {
            add(part.term(place), start + part.start(place), start + part.end(place));
        }
    }

    /** The terms, in order. */
    List<String> terms() {
        return List.copyOf(terms);
    }

    int size() {
        return terms.size();
    }

    String term(int place) {
        return terms.get(place);
    }

    int start(int place) {
        return starts[place];
    }

    /** Exclusive. */
    int end(int place) {
        return ends[place];
    }
}
