package dev.threatcards.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

    private static final Tokens NONE = new Tokens(List.of(), List.of(), 0);

    public Tokens {
        terms = List.copyOf(terms);
        increments = List.copyOf(increments);
    }

    /** Reads a stream over text in memory to its end, and closes it. */
    public static Tokens of(TokenStream stream) {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tokens of texts that follow each other. */
    public static Tokens joined(List<Tokens> parts) {
        List<String> terms = new ArrayList<>();
        List<Integer> increments = new ArrayList<>();
        int before = 0;
        for (Tokens part : parts) {
            for (int increment : part.increments) {
                increments.add(before + increment);
                before = 0;
            }
            terms.addAll(part.terms);
            before += part.lastIncrement;
        }
        return new Tokens(terms, increments, before);
    }

    /** A stream of the tokens that it was last given. */
    public static final class Replay extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private Tokens tokens = NONE;
        private int next;

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
