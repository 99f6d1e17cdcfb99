package dev.threatcards.index.column;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;

/** The values of a facet as an index has them: of each document of one commit that is not deleted, its values by their ordinals. Immutable. */
final class FacetOrdinals {

    private final List<String> values;
    /** Where the ordinals of a document begin; those of the next end them. */
    private final int[] starts;
    private final int[] ordinals;

    /** Takes a value of a document. */
    interface Taking {
        void value(int document, int ordinal);
    }

    private FacetOrdinals(List<String> values, int[] starts, int[] ordinals) {
        this.values = values;
        this.starts = starts;
        this.ordinals = ordinals;
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
        return new FacetOrdinals(List.of(values), starts, ofCards);
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
                taking.value(document, ordinals[i]);
            }
        }
    }
}
