package dev.threatcards.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.apache.lucene.util.BytesRef;

/**
 * Compresses one stored card: its length as an int, then a raw DEFLATE stream (RFC 1951). The preset dictionary {@code frequent.txt} has
 * words, labels and beginnings of links of the starter deck, because a card alone is too short to repeat itself. A change of that file is a
 * change of {@link CommitData#SCHEMA}.
 */
final class Deflated {

    /** The compression level of zlib, 1 to 9; higher levels take more time than they save space. */
    private static final int LEVEL = 3;

    private static final byte[] DICTIONARY = dictionary();

    private Deflated() {
    }

    private static byte[] dictionary() {
        try (InputStream frequent = Deflated.class.getResourceAsStream("frequent.txt")) {
            return frequent.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compresses the bytes. Equal bytes give equal results. */
    static BytesRef of(byte[] bytes) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(Integer.BYTES + bytes.length / 2);
        deflated.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        Deflater deflater = new Deflater(LEVEL, true);
        deflater.setDictionary(DICTIONARY);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return new BytesRef(deflated.toByteArray());
    }

    /**
     * Decompresses what {@link #of} made.
     *
     * @throws IllegalArgumentException if the bytes are damaged
     */
    static byte[] inflated(BytesRef deflated) {
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        try (ByteArrayInputStream in = new ByteArrayInputStream(deflated.bytes, deflated.offset, deflated.length)) {
            int length = ByteBuffer.wrap(in.readNBytes(Integer.BYTES)).getInt();
            byte[] bytes = new InflaterInputStream(in, inflater, Math.max(1, deflated.length)).readNBytes(length);
            if (bytes.length < length) {
                throw new IllegalArgumentException("A stored card is damaged: it ends early.");
            }
            return bytes;
        } catch (IOException | BufferUnderflowException e) {
            throw new IllegalArgumentException("A stored card is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
