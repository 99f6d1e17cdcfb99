package dev.threatcards.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.apache.lucene.util.BytesRef;

/**
 * Bytes in fewer bytes: how many they were, as an int, and then a stream of RFC 1951. It begins as if {@code frequent.txt} went before it,
 * which has words, labels and beginnings of links of the starter deck, the most frequent last: a card is too short to have what it
 * could refer back to itself. A change of that file is a change of {@link CommitData#SCHEMA}.
 */
final class Deflated {

    /** Of zlib's levels, 1 to 9: the next ones take more time than they save space. */
    private static final int LEVEL = 3;

    /** No byte of such a stream stands for more, RFC 1951 allows 1,032. */
    private static final int MOST_FROM_ONE = 1_100;

    private static final byte[] FREQUENT = frequent();

    private Deflated() {
    }

    private static byte[] frequent() {
        try (InputStream frequent = Deflated.class.getResourceAsStream("frequent.txt")) {
            return frequent.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes, compressed; the same each time. */
    static BytesRef of(byte[] bytes) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setDictionary(FREQUENT);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] deflated = new byte[Integer.BYTES + bytes.length / 2 + 64];
            ByteBuffer.wrap(deflated).putInt(bytes.length);
            int size = Integer.BYTES;
            while (!deflater.finished()) {
                if (size == deflated.length) {
                    deflated = Arrays.copyOf(deflated, 2 * size);
                }
                size += deflater.deflate(deflated, size, deflated.length - size);
            }
            return new BytesRef(Arrays.copyOf(deflated, size));
        } finally {
            deflater.end();
        }
    }

    /**
     * The bytes as they were.
     *
     * @throws IllegalArgumentException if these were not made by {@link #of}
     */
    static byte[] inflated(BytesRef deflated) {
        int length = deflated.length < Integer.BYTES
                ? -1
                : ByteBuffer.wrap(deflated.bytes, deflated.offset, Integer.BYTES).getInt();
        if (length < 0 || length > (long) deflated.length * MOST_FROM_ONE) {
            throw new IllegalArgumentException(
                    "A stored card is damaged: " + deflated.length + " bytes cannot be one.");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(FREQUENT);
            inflater.setInput(deflated.bytes, deflated.offset + Integer.BYTES, deflated.length - Integer.BYTES);
            byte[] bytes = new byte[length];
            int size = 0;
            while (size < length) {
                int more = inflater.inflate(bytes, size, length - size);
                if (more == 0) {
                    throw new IllegalArgumentException("A stored card is damaged: it ends early.");
                }
                size += more;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("A stored card is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
