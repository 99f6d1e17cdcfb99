package dev.threatcards.analysis;

import java.io.IOException;
import java.io.Reader;

import org.apache.lucene.analysis.CharFilter;

import dev.threatcards.text.NormalText;

/** Replaces typeset apostrophes by the straight one, which the tokenizer keeps inside of a word. Offsets stay as they are. */
final class StraightApostrophes extends CharFilter {

    StraightApostrophes(Reader text) {
        super(text);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = input.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            buffer[i] = NormalText.straight(buffer[i]);
        }
        return count;
    }

    @Override
    protected int correct(int offset) {
        return offset;
    }
}
