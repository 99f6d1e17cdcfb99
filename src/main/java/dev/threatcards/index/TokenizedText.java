package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.text.Sentences;
import dev.threatcards.text.WellFormedText;

/**
 * A text with its sentences and its tokens: the terms that {@link CardAnalyzer} makes of it in {@link CardFields#TEXT}, and their offsets.
 * Immutable and thread-safe.
 */
public final class TokenizedText {

    /** The longest text that is analyzed, in characters; the rest of a longer one is cut off. */
    private static final int LONGEST = 200_000;

    private final String text;
    private final Sentences sentences;
    private final List<String> terms;
    /** Two for each token: where it starts and where it ends. */
    private final int[] offsets;

    private TokenizedText(String text, List<String> terms, int[] offsets) {
        this.text = text;
        this.sentences = new Sentences(text);
        this.terms = terms;
        this.offsets = offsets;
    }

    /** Analyzes a text, of a very long one its first 200,000 characters. */
    public static TokenizedText of(String text) {
        String analyzed = WellFormedText.cut(text, LONGEST);
        List<String> terms = new ArrayList<>();
        IntStream.Builder offsets = IntStream.builder();
        try (TokenStream stream = CardAnalyzer.INSTANCE.tokenStream(CardFields.TEXT, analyzed)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                // Texts share most of their terms: without interning a cached card takes several times the memory.
                terms.add(term.toString().intern());
                offsets.add(offset.startOffset()).add(offset.endOffset());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TokenizedText(analyzed, List.copyOf(terms), offsets.build().toArray());
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /** Its sentences. */
    public Sentences sentences() {
        return sentences;
    }

    /** The terms of its tokens in text order, a repeated term as often as it occurs; without stop words. */
    public List<String> terms() {
        return terms;
    }

    /**
     * The first token that does not start before an offset; the number of tokens if there is none.
     *
     * @param offset from 0
     */
    public int token(int offset) {
        int low = 0;
        int high = terms.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(middle) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The offset of a token's first character.
     *
     * @param token its index in {@link #terms}
     */
    public int start(int token) {
        return offsets[2 * token];
    }

    /** The offset behind a token's last character. */
    public int end(int token) {
        return offsets[2 * token + 1];
    }
}
