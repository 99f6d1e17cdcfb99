package dev.threatcards.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.fst.FST;

/**
 * The names of cards by their folded letters: an FST from a key to its number, and the spellings and documents of each key in one byte array.
 * An entry is decoded when a text has its letters. A table of a hundred thousand cards takes some tens of megabytes. Immutable and
 * thread-safe.
 */
final class NameTable {

    /** The keys; null if there are none. */
    private final FST<Long> keys;

    /** Where the entry of each key begins. */
    private final int[] offsets;
    private final byte[] entries;

    NameTable(FST<Long> keys, int[] offsets, byte[] entries) {
        this.keys = keys;
        this.offsets = offsets;
        this.entries = entries;
    }

    /** The number of keys. */
    int size() {
        return offsets.length;
    }

    /** The bytes of heap that the table takes. */
    long bytes() {
        return (keys == null ? 0 : keys.ramBytesUsed()) + (long) Integer.BYTES * offsets.length + entries.length;
    }

    /** The entry of a key. */
    NameEntry entry(int id) {
        ByteArrayDataInput bytes = new ByteArrayDataInput(entries, offsets[id], entries.length - offsets[id]);
        int full = bytes.readVInt();
        List<String> spellings = spellings(full >> 1, bytes);
        List<Integer> cards = documents(bytes);
        int core = bytes.readVInt();
        return new NameEntry(id, spellings, cards, spellings(core >> 1, bytes), documents(bytes), (full & 1) != 0,
                (core & 1) != 0);
    }

    private static List<String> spellings(int count, ByteArrayDataInput bytes) {
        List<String> spellings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] spelling = new byte[bytes.readVInt()];
            bytes.readBytes(spelling, 0, spelling.length);
            spellings.add(new String(spelling, StandardCharsets.UTF_8));
        }
        return spellings;
    }

    private static List<Integer> documents(ByteArrayDataInput bytes) {
        int count = bytes.readVInt();
        List<Integer> documents = new ArrayList<>(count);
        int document = 0;
        for (int i = 0; i < count; i++) {
            document += bytes.readVInt();
            documents.add(document);
        }
        return documents;
    }

    /** A walk through the keys, at their beginning. */
    Walk walk() {
        return new Walk();
    }

    /** Follows the letters of a text through the keys. For use by one thread. */
    final class Walk {
        private final FST.Arc<Long> arc = new FST.Arc<>();
        private final FST.BytesReader bytes = keys == null ? null : keys.getBytesReader();
        private long output;

        /** Returns to the beginning of the keys. */
        void restart() {
            output = 0;
            if (keys != null) {
                keys.getFirstArc(arc);
            }
        }

        /** Follows a letter. Returns false if no key has it here; the walk has to be restarted then. */
        boolean follow(char letter) {
            try {
                if (keys == null || keys.findTargetArc(letter, arc, arc, bytes) == null) {
                    return false;
                }
                output += arc.output();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The key that the letters are; -1 if they are only the beginning of one. */
        int key() {
            return arc.isFinal() ? Math.toIntExact(output + arc.nextFinalOutput()) : -1;
        }
    }
}
