package dev.threatcards.index.column;

import java.io.IOException;
import java.util.Arrays;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;

/** The documents of one commit by title, then by uuid. Immutable, and safe for use by several threads. */
public final class NameOrder {

    private final int[] documents;
    private final int[] places;

    private NameOrder(int[] documents, int[] places) {
        this.documents = documents;
        this.places = places;
    }

    static NameOrder of(IndexReader reader) throws IOException {
        Bits live = MultiBits.getLiveDocs(reader);
        SortedDocValues names = MultiDocValues.getSortedValues(reader, CardFields.SORT_NAME);
        SortedDocValues uuids = MultiDocValues.getSortedValues(reader, CardFields.UUID);
        int[] byUuid = new int[uuids == null ? 0 : uuids.getValueCount()];
        Arrays.fill(byUuid, -1);
        for (int doc = 0; doc < reader.maxDoc(); doc++) {
            if (uuids != null && (live == null || live.get(doc)) && uuids.advanceExact(doc)) {
                byUuid[uuids.ordValue()] = doc;
            }
        }
        // A uuid is one card's: with the title's rank above the uuid's, the order of these numbers is the order of the cards.
        long[] order = new long[byUuid.length];
        int[] nameOf = names(names, reader.maxDoc());
        int size = 0;
        for (int uuid = 0; uuid < byUuid.length; uuid++) {
            if (byUuid[uuid] >= 0) {
                order[size++] = (long) nameOf[byUuid[uuid]] << Integer.SIZE | uuid;
            }
        }
        Arrays.sort(order, 0, size);
        int[] documents = new int[size];
        int[] places = new int[reader.maxDoc()];
        for (int place = 0; place < size; place++) {
            documents[place] = byUuid[(int) order[place]];
            places[documents[place]] = place;
        }
        return new NameOrder(documents, places);
    }

    private static int[] names(SortedDocValues names, int documents) throws IOException {
        int[] ranks = new int[documents];
        for (int doc = 0; doc < documents && names != null; doc++) {
            ranks[doc] = names.advanceExact(doc) ? names.ordValue() : 0;
        }
        return ranks;
    }

    /** The document at a place. */
    public int document(int place) {
        return documents[place];
    }

    /** The place of a document. */
    public int place(int document) {
        return places[document];
    }

    /** The first cards of a set, in order; as many as asked for, or all there are. */
    public int[] first(CardBits of, int size) {
        FixedBitSet cards = of.bits();
        int count = of.size();
        // Either looks at documents in order until enough are in the set, or sorts the set.
        boolean walk = (long) count * count > (long) size * documents.length;
        return walk ? walked(cards, Math.min(size, count)) : sorted(cards, count, size);
    }

    private int[] walked(FixedBitSet cards, int size) {
        int[] first = new int[size];
        int found = 0;
        for (int place = 0; found < size; place++) {
            if (cards.get(documents[place])) {
                first[found++] = documents[place];
            }
        }
        return first;
    }

    private int[] sorted(FixedBitSet cards, int count, int size) {
        int[] found = new int[count];
        int at = 0;
        for (int place = 0; place < count; place++) {
            at = cards.nextSetBit(at);
            found[place] = places[at++];
        }
        Arrays.sort(found);
        int[] first = Arrays.copyOf(found, Math.min(size, count));
        Arrays.setAll(first, place -> documents[first[place]]);
        return first;
    }
}
