package dev.threatcards.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The tokens that a text became, to be read as often as fields want them; not where they stood in it, which no field keeps. Immutable. */
final class Tokens {

    /** No tokens at all. */
    static final Tokens NONE = new Tokens();

    private static final int MANY = 16;

    private char[] letters = new char[8 * MANY];
    private int[] termEnds = new int[MANY];
    private int[] increments = new int[MANY];
    private int size;
    private int lastIncrement;

    private Tokens() {
    }

    /** Reads a stream to its end, and closes it. */
    static Tokens of(TokenStream stream) throws IOException {
        Tokens tokens = new Tokens();
        try (stream) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term, increment.getPositionIncrement());
            }
            stream.end();
            tokens.lastIncrement = increment.getPositionIncrement();
        }
        return tokens;
    }

    private void add(CharTermAttribute term, int increment) {
        if (size == termEnds.length) {
            termEnds = Arrays.copyOf(termEnds, 2 * size);
            increments = Arrays.copyOf(increments, 2 * size);
        }
        int from = size == 0 ? 0 : termEnds[size - 1];
        int to = from + term.length();
        if (to > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(to, 2 * letters.length));
        }
        System.arraycopy(term.buffer(), 0, letters, from, term.length());
        termEnds[size] = to;
        increments[size] = increment;
        size++;
    }

    /** The terms, in order. */
    List<String> terms() {
        List<String> terms = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < size; i++) {
            terms.add(new String(letters, from, termEnds[i] - from));
            from = termEnds[i];
        }
        return terms;
    }

    /** Gives tokens again: those that it was last told to. */
    static final class Replay extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private Tokens tokens;
        private int next;

        Replay(Tokens tokens) {
            this.tokens = tokens;
        }

        void play(Tokens others) {
            tokens = others;
        }

        @Override
        public void reset() {
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (next == tokens.size) {
                return false;
            }
            int from = next == 0 ? 0 : tokens.termEnds[next - 1];
            term.copyBuffer(tokens.letters, from, tokens.termEnds[next] - from);
            increment.setPositionIncrement(tokens.increments[next]);
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
