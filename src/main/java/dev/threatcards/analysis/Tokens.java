package dev.threatcards.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The tokens of a text, to be replayed for each field that indexes them; offsets are not kept. Immutable.
 *
 * @param terms the terms, in order
 * @param increments the position increment of each
 * @param lastIncrement the positions after the last token, such as those of stop words
 */
public record Tokens(List<String> terms, List<Integer> increments, int lastIncrement) {

    /** No tokens. */
    public static final Tokens NONE = new Tokens(List.of(), List.of(), 0);

    public Tokens {
        terms = List.copyOf(terms);
        increments = List.copyOf(increments);
    }

    /** Reads a stream to its end, and closes it. */
    public static Tokens of(TokenStream stream) throws IOException {
        List<String> terms = new ArrayList<>();
        List<Integer> increments = new ArrayList<>();
        try (stream) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
                increments.add(increment.getPositionIncrement());
            }
            stream.end();
            return new Tokens(terms, increments, increment.getPositionIncrement());
        }
    }

    /** Tokens of these terms, at consecutive positions. */
    static Tokens of(List<String> terms) {
        return new Tokens(terms, Collections.nCopies(terms.size(), 1), 0);
    }

    /** The position of each token, and after them the number of positions that the text takes. */
    int[] positions() {
        int[] positions = new int[terms.size() + 1];
        int next = 0;
        for (int token = 0; token < terms.size(); token++) {
            positions[token] = next + increments.get(token) - 1;
            next = positions[token] + 1;
        }
        positions[terms.size()] = next + lastIncrement;
        return positions;
    }

    /** A stream of the tokens that it was last given. */
    public static final class Replay extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private Tokens tokens;
        private int next;

        /** A stream of these tokens. */
        public Replay(Tokens tokens) {
            this.tokens = tokens;
        }

        /** Replaces the tokens of the stream. */
        public void play(Tokens others) {
            tokens = others;
        }

        @Override
        public void reset() {
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (next == tokens.terms.size()) {
                return false;
            }
            term.append(tokens.terms.get(next));
            increment.setPositionIncrement(tokens.increments.get(next));
            next++;
            return true;
        }

        @Override
        public void end() {
            clearAttributes();
            increment.setPositionIncrement(tokens.lastIncrement);
        }
    }
}
