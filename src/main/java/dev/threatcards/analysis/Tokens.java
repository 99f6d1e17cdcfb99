package dev.threatcards.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The tokens of a text with their position increments, to be replayed for each field that indexes them; offsets are not kept. Immutable. */
public final class Tokens {

    /** No tokens. */
    public static final Tokens NONE = new Tokens();

    private static final int MANY = 16;

    private char[] letters = new char[8 * MANY];
    private int[] termEnds = new int[MANY];
    private int[] increments = new int[MANY];
    private int size;
    private int lastIncrement;

    private Tokens() {
    }

    /** Reads a stream to its end, and closes it. */
    public static Tokens of(TokenStream stream) throws IOException {
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

    /** Tokens of these terms, at consecutive positions. */
    public static Tokens of(List<String> terms) {
        Tokens tokens = new Tokens();
        for (String term : terms) {
            int from = tokens.extend(term.length(), 1);
            term.getChars(0, term.length(), tokens.letters, from);
        }
        return tokens;
    }

    private void add(CharTermAttribute term, int increment) {
        int from = extend(term.length(), increment);
        System.arraycopy(term.buffer(), 0, letters, from, term.length());
    }

    /** Reserves space for a token and returns the offset of its letters. */
    private int extend(int length, int increment) {
        if (size == termEnds.length) {
            termEnds = Arrays.copyOf(termEnds, 2 * size);
            increments = Arrays.copyOf(increments, 2 * size);
        }
        int from = start(size);
        if (from + length > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(from + length, 2 * letters.length));
        }
        termEnds[size] = from + length;
        increments[size] = increment;
        size++;
        return from;
    }

    /** The position of each token, and after them the number of positions that the text takes. */
    int[] positions() {
        int[] positions = new int[size + 1];
        int next = 0;
        for (int token = 0; token < size; token++) {
            positions[token] = next + increments[token] - 1;
            next = positions[token] + 1;
        }
        positions[size] = next + lastIncrement;
        return positions;
    }

    private int start(int token) {
        return token == 0 ? 0 : termEnds[token - 1];
    }

    /** The terms, in order. */
    public List<String> terms() {
        List<String> terms = new ArrayList<>();
        for (int token = 0; token < size; token++) {
            terms.add(new String(letters, start(token), termEnds[token] - start(token)));
        }
        return terms;
    }

    /** Replays the tokens that it was last given. */
    public static final class Replay extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private Tokens tokens;
        private int next;

        public Replay(Tokens tokens) {
            this.tokens = tokens;
        }

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
            if (next == tokens.size) {
                return false;
            }
            int from = tokens.start(next);
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
