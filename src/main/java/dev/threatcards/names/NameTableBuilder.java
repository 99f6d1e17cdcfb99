package dev.threatcards.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.IntsRefBuilder;
import org.apache.lucene.util.fst.FST;
import org.apache.lucene.util.fst.FST.INPUT_TYPE;
import org.apache.lucene.util.fst.FSTCompiler;
import org.apache.lucene.util.fst.FSTReader;
import org.apache.lucene.util.fst.PositiveIntOutputs;

import dev.threatcards.query.Limits;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.NameKeys;

/** Collects names and makes a {@link NameTable} of them. For use by one thread. */
final class NameTableBuilder {

    /** The most spellings of a key that are compared with a text. Real names have one to three. */
    private static final int MOST_SPELLINGS = 64;

    // The initials of a head noun and a number, as in "TG-3390" for "Threat Group-3390".
    private static final Pattern NUMBERED = Pattern.compile("(\\p{Lu}{2,3})[\\s-]?(\\p{N}+)");

    private final Map<String, Names> byKey = new TreeMap<>();

    /** The names of one key and the cards that have them. */
    private static final class Names {
        private final SortedSet<String> spellings = new TreeSet<>();
        private final SortedSet<Integer> cards = new TreeSet<>();
        private final boolean isMapped;

        Names(boolean isMapped) {
            this.isMapped = isMapped;
        }

        void add(String spelling, int document) {
            if (spellings.size() < MOST_SPELLINGS) {
                spellings.add(spelling);
            }
            cards.add(document);
        }

        void write(ByteBuffersDataOutput bytes) throws IOException {
            // The lowest bit tells whether the names are of mapping files.
            bytes.writeVInt((spellings.size() << 1) | (isMapped ? 1 : 0));
            for (String spelling : spellings) {
                byte[] utf8 = spelling.getBytes(StandardCharsets.UTF_8);
                bytes.writeVInt(utf8.length);
                bytes.writeBytes(utf8, 0, utf8.length);
            }
            bytes.writeVInt(cards.size());
            int before = 0;
            for (int document : cards) {
                bytes.writeVInt(document - before);
                before = document;
            }
        }
    }

    /**
     * Adds a name of a card, unless it has no letters or is longer than names may be.
     *
     * @param document the document of the card
     * @param hasCore whether the name without its head nouns names the card too
     */
    void add(String name, int document, boolean hasCore) {
        String key = NameKeys.folded(name);
        if (name.length() > Limits.NAME_LENGTH || key.isEmpty()) {
            return;
        }
        add(key + FULL, name, document, false);
        Matcher numbered = NUMBERED.matcher(name);
        if (hasCore && numbered.matches()) {
            for (String noun : HeadNouns.withInitials(numbered.group(1))) {
                String written = noun + "-" + numbered.group(2);
                add(NameKeys.folded(written) + FULL, written, document, false);
            }
        }
        String core = hasCore ? HeadNouns.removed(name) : name;
        String coreKey = NameKeys.folded(core);
        if (!coreKey.isEmpty() && !coreKey.equals(key)) {
            add(coreKey + CORE, core, document, false);
        }
    }

    /**
     * Adds a name that a mapping file gives to an actor. It counts where no card has the name itself, and its core where no card has any name
     * with these letters. To be called after the names of cards were added.
     *
     * @param document the document of the actor's card, or of the entry of the mapping if no card is about the actor
     */
    void addMapped(String name, int document) {
        String key = NameKeys.folded(name);
        if (name.length() > Limits.NAME_LENGTH || key.isEmpty()) {
            return;
        }
        add(key + FULL, name, document, true);
        String core = HeadNouns.removed(name);
        String coreKey = NameKeys.folded(core);
        Names full = byKey.get(coreKey + FULL);
        if (!coreKey.isEmpty() && !coreKey.equals(key) && (full == null || full.isMapped)) {
            add(coreKey + CORE, core, document, true);
        }
    }

    /** Adds a name under its marked key; one of a mapping file only if the key has no name of a card. */
    private void add(String key, String name, int document, boolean isMapped) {
        Names names = byKey.computeIfAbsent(key, first -> new Names(isMapped));
        if (names.isMapped == isMapped) {
            names.add(name, document);
        }
    }

    // Behind a key, so that both kinds of names of a key follow each other in the map. No folded name has these characters.
    private static final char FULL = 0;
    private static final char CORE = 1;
    private static final Names NONE = new Names(false);

    /** Makes the table of all names that were added. */
    NameTable build() throws IOException {
        FSTCompiler<Long> keys = new FSTCompiler.Builder<>(INPUT_TYPE.BYTE2, PositiveIntOutputs.getSingleton()).build();
        ByteBuffersDataOutput bytes = new ByteBuffersDataOutput();
        List<Integer> offsets = new ArrayList<>();
        IntsRefBuilder letters = new IntsRefBuilder();
        String last = "";
        for (String marked : byKey.keySet()) {
            String key = marked.substring(0, marked.length() - 1);
            if (!key.equals(last)) {
                letters.clear();
                key.chars().forEach(letters::append);
                keys.add(letters.get(), (long) offsets.size());
                offsets.add(Math.toIntExact(bytes.size()));
                byKey.getOrDefault(key + FULL, NONE).write(bytes);
                byKey.getOrDefault(key + CORE, NONE).write(bytes);
                last = key;
            }
        }
        FST.FSTMetadata<Long> compiled = keys.compile();
        return new NameTable(compiled == null ? null : inOneArray(compiled, keys.getFSTReader()),
                offsets.stream().mapToInt(Integer::intValue).toArray(), bytes.toArrayCopy());
    }

    /** Copies the FST from the buffers in which it was built to one array, in which it is searched faster. */
    private static FST<Long> inOneArray(FST.FSTMetadata<Long> compiled, FSTReader built) throws IOException {
        ByteBuffersDataOutput copied = new ByteBuffersDataOutput();
        built.writeTo(copied);
        return new FST<>(compiled, copied.toDataInput());
    }
}
