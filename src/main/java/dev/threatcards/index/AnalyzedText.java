package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** A text and the terms that its words became in {@link CardFields#TEXT}, with where they stand. Immutable. */
public final class AnalyzedText {

    private final String text;
    private final String[] terms;
    private final int[] starts;
    private final int[] ends;

    private AnalyzedText(String text, String[] terms, int[] starts, int[] ends) {
        this.text = text;
        this.terms = terms;
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * @param longest characters that are looked through; what follows has no terms
     * @param shared gives the one instance of equal terms, since most texts are made of the same words
     */
    static AnalyzedText of(String text, int longest, UnaryOperator<String> shared) {
        List<String> terms = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        String analyzed = text.length() > longest ? text.substring(0, longest) : text;
        try (TokenStream stream = CardAnalyzer.INSTANCE.tokenStream(CardFields.TEXT, analyzed)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(shared.apply(term.toString()));
                offsets.add(offset.startOffset());
                offsets.add(offset.endOffset());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int[] starts = new int[terms.size()];
        int[] ends = new int[terms.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = offsets.get(2 * i);
            ends[i] = offsets.get(2 * i + 1);
        }
        return new AnalyzedText(text, terms.toArray(String[]::new), starts, ends);
    }

    /** The text as it was. */
    public String text() {
        return text;
    }

    /** How many terms there are, each as often as it occurs. */
    public int size() {
        return terms.length;
    }

    /**
     * The term at a place.
     *
     * @param place from 0 to {@link #size} - 1, in the order of the text
     */
    public String term(int place) {
        return terms[place];
    }

    /** Where the words of the term begin, as an offset into {@link #text}. */
    public int start(int place) {
        return starts[place];
    }

    /** Where they end, exclusive. */
    public int end(int place) {
        return ends[place];
    }
}
