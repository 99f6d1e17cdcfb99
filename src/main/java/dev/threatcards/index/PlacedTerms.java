package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Terms in {@link CardFields#TEXT}, and where they stand in their text, in its order. Does not change once it is given away. */
public final class PlacedTerms {

    private final List<String> terms = new ArrayList<>();
    /** By these most terms are told from another without a look at their letters. */
    private int[] hashes = new int[1];
    private int[] starts = new int[1];
    private int[] ends = new int[1];

    PlacedTerms() {
    }

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
            hashes = Arrays.copyOf(hashes, 2 * place);
        }
        terms.add(term);
        hashes[place] = term.hashCode();
        starts[place] = start;
        ends[place] = end;
    }

    /** Adds those of a part of the text that begins there and are wanted. */
    void addAll(PlacedTerms part, int start, WantedTerms wanted) {
        for (int place = 0; place < part.size(); place++) {
            if (wanted.mayHaveHash(part.hashes[place]) && wanted.has(part.term(place))) {
                add(part.term(place), start + part.start(place), start + part.end(place));
            }
        }
    }

    /** Those that are wanted. */
    PlacedTerms only(WantedTerms wanted) {
        PlacedTerms only = new PlacedTerms();
        only.addAll(this, 0, wanted);
        return only;
    }

    /** The terms, in order. */
    List<String> terms() {
        return List.copyOf(terms);
    }

    /** How many there are, each as often as it occurs. */
    public int size() {
        return terms.size();
    }

    /**
     * The term at a place.
     *
     * @param place from 0 to {@link #size} - 1
     */
    public String term(int place) {
        return terms.get(place);
    }

    /** Where its words begin, as an offset into the text. */
    public int start(int place) {
        return starts[place];
    }

    /** Where they end, exclusive. */
    public int end(int place) {
        return ends[place];
    }
}
