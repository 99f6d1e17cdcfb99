package dev.threatcards.index;

import java.io.IOException;

import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataOutput;

import dev.threatcards.text.WellFormedText;

/** Lucene's encoding of strings and numbers in memory; a lone surrogate is written as U+FFFD. For use by one thread. */
final class CardOutput extends DataOutput {

    private final ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    private boolean isWellFormed = true;

    @Override
    public void writeByte(byte value) {
        out.writeByte(value);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) {
        out.writeBytes(bytes, offset, length);
    }

    @Override
    public void writeString(String text) throws IOException {
        isWellFormed &= WellFormedText.is(text);
        out.writeString(WellFormedText.of(text));
    }

    /** Whether no string that was written had a lone surrogate. */
    boolean isWellFormed() {
        return isWellFormed;
    }

    /** What was written. */
    byte[] bytes() {
        return out.toArrayCopy();
    }
}
