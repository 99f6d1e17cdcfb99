package dev.threatcards.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;

/**
 * The values of a facet: of each document of one commit that is not deleted, its values by their ordinals. Immutable, and safe for use
 * by several threads.
 */
final class FacetOrdinals {

    /** To find a document's values takes as long as to read so many words of bits, and to count one of them so many more; measured. */
    private static final int WORDS_A_DOCUMENT = 60;
    private static final int WORDS_A_VALUE = 8;

    private final List<String> values;
    /** Where the ordinals of a document begin; those of the next end them. */
    private final int[] starts;
    /** The lower halves of ordinals: whoever counts waits for memory most of the time. */
    private final char[] ordinals;
    /** The upper ones; empty if there are none. */
    private final char[] upper;

    /** Takes a value of a document. */
    interface Taking {
        void value(int document, int ordinal);
    }

    private FacetOrdinals(List<String> values, int[] starts, int[] ordinals) {
        this.values = values;
        this.starts = starts;
        this.ordinals = new char[ordinals.length];
        this.upper = new char[values.size() > 1 << Character.SIZE ? ordinals.length : 0];
        for (int i = 0; i < ordinals.length; i++) {
            this.ordinals[i] = (char) ordinals[i];
            if (upper.length > 0) {
                upper[i] = (char) (ordinals[i] >>> Character.SIZE);
            }
        }
    }

    static FacetOrdinals of(Facet facet, IndexReader reader) throws IOException {
        int[] starts = new int[reader.maxDoc() + 1];
        SortedSetDocValues all = MultiDocValues.getSortedSetValues(reader, CardFields.facet(facet));
        if (all == null) {
            return new FacetOrdinals(List.of(), starts, new int[0]);
        }
        String[] values = new String[Math.toIntExact(all.getValueCount())];
        for (int ordinal = 0; ordinal < values.length; ordinal++) {
            values[ordinal] = all.lookupOrd(ordinal).utf8ToString();
        }
        Bits live = MultiBits.getLiveDocs(reader);
        int[] ofCards = new int[reader.maxDoc()];
        int end = 0;
        int next = 0;
        for (int doc = all.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = all.nextDoc()) {
            if (live != null && !live.get(doc)) {
                continue;
            }
            Arrays.fill(starts, next, doc + 1, end);
            next = doc + 1;
            int count = all.docValueCount();
            if (end + count > ofCards.length) {
                ofCards = Arrays.copyOf(ofCards, Math.max(end + count, ofCards.length + ofCards.length / 2));
            }
            for (int i = 0; i < count; i++) {
                ofCards[end++] = Math.toIntExact(all.nextOrd());
            }
        }
        Arrays.fill(starts, next, starts.length, end);
        return new FacetOrdinals(List.of(values), starts, Arrays.copyOf(ofCards, end));
    }

    /** The values, in the order of the alphabet, each at its ordinal. */
    List<String> values() {
        return values;
    }

    /** How many documents there are, with a value or without. */
    int documents() {
        return starts.length - 1;
    }

    /** Gives each value of each document, in the order of the documents. */
    void each(Taking taking) {
        for (int document = 0; document < documents(); document++) {
            for (int i = starts[document]; i < starts[document + 1]; i++) {
                taking.value(document, ordinal(i));
            }
        }
    }

    /** How many of the documents have each value, by its ordinal. */
    int[] counts(FixedBitSet of) {
        int[] counts = new int[values.size()];
        long[] words = of.getBits();
        for (int word = 0; word < FixedBitSet.bits2words(documents()); word++) {
            for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                int document = (word << 6) + Long.numberOfTrailingZeros(rest);
                for (int i = starts[document]; i < starts[document + 1]; i++) {
                    counts[ordinal(i)]++;
                }
            }
        }
        return counts;
    }

    /** What it takes to count so many documents, in words of bits read. */
    long cost(int number) {
        return (long) number * (WORDS_A_DOCUMENT + WORDS_A_VALUE * (ordinals.length / Math.max(1, documents())));
    }

    private int ordinal(int at) {
        return upper.length == 0 ? ordinals[at] : ordinals[at] | upper[at] << Character.SIZE;
    }
}
