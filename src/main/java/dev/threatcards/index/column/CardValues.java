package dev.threatcards.index.column;

import java.util.Collection;

import org.apache.lucene.util.FixedBitSet;

/**
 * The values of all facets, document by document: where few documents are asked for, one pass over them counts all facets. A value's
 * number is its rank in its own column plus how many values the columns before that have. Immutable, and safe for use by several threads.
 */
final class CardValues {

    /** Finding a document's values takes about as long as reading so many words of bits, counting each of them one word more; measured. */
    private static final int WORDS_A_DOCUMENT = 100;

    /** So many values are counted at once, or a few more. */
    private static final int AT_ONCE = 4_096;

    private final int documents;
    /** Where the values of a document begin; those of the next end them. */
    private final int[] starts;
    /** The lower halves of the numbers: counting waits for memory most of the time, and half as many bytes are there sooner. */
    private final char[] values;
    /** The upper ones; empty if there are none. */
    private final char[] upper;
    private final int[] totals;
    /** How many values a document has at the most. */
    private final int most;

    /**
     * The values of columns.
     *
     * @param documents how many there are, with a value or without
     */
    CardValues(Collection<FacetColumn> columns, int documents) {
        this.documents = documents;
        totals = new int[columns.stream().mapToInt(FacetColumn::size).sum()];
        int[] next = new int[documents + 1];
        each(columns, (document, value) -> {
            next[document + 1]++;
            totals[value]++;
        });
        int longest = 0;
        for (int document = 0; document < documents; document++) {
            longest = Math.max(longest, next[document + 1]);
            next[document + 1] += next[document];
        }
        most = longest;
        starts = next.clone();
        values = new char[starts[documents]];
        upper = new char[totals.length > 1 << Character.SIZE ? values.length : 0];
        each(columns, (document, value) -> {
            int at = next[document]++;
            values[at] = (char) value;
            if (upper.length > 0) {
                upper[at] = (char) (value >>> Character.SIZE);
            }
        });
    }

    private static void each(Collection<FacetColumn> columns, FacetOrdinals.Taking taking) {
        int first = 0;
        for (FacetColumn column : columns) {
            for (int rank = 0; rank < column.size(); rank++) {
                int value = first + rank;
                column.each(rank, document -> taking.value(document, value));
            }
            first += column.size();
        }
    }

    /** How many of the documents have each value, by its number. */
    int[] counts(FixedBitSet of, int size) {
        if (size <= documents / 2) {
            return counts(of.getBits(), 0L);
        }
        int[] others = counts(of.getBits(), -1L);
        for (int value = 0; value < others.length; value++) {
            others[value] = totals[value] - others[value];
        }
        return others;
    }

    /** Counts the documents whose bits are set, or where {@code flipped} has all bits those whose are not. */
    private int[] counts(long[] words, long flipped) {
        int[] counts = new int[totals.length];
        char[] some = new char[upper.length > 0 ? 0 : AT_ONCE + most];
        int number = 0;
        for (int word = 0; word < FixedBitSet.bits2words(documents); word++) {
            for (long rest = words[word] ^ flipped; rest != 0; rest &= rest - 1) {
                int document = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (document >= documents) {
                    break;
                }
                int from = starts[document];
                int size = starts[document + 1] - from;
                if (upper.length > 0) {
                    count(from, size, counts);
                    continue;
                }
                System.arraycopy(values, from, some, number, size);
                number += size;
                if (number >= AT_ONCE) {
                    count(some, number, counts);
                    number = 0;
                }
            }
        }
        count(some, number, counts);
        return counts;
    }

    /** The values of many documents one behind the other: a loop for each document ends where no processor foresees it. */
    private static void count(char[] some, int number, int[] counts) {
        for (int i = 0; i < number; i++) {
            counts[some[i]]++;
        }
    }

    private void count(int from, int size, int[] counts) {
        for (int at = from; at < from + size; at++) {
            counts[values[at] | upper[at] << Character.SIZE]++;
        }
    }

    /** What it takes to count so many documents, in words of bits read. */
    long cost(int size) {
        long counted = Math.min(size, documents - size);
        return counted * (WORDS_A_DOCUMENT + values.length / Math.max(1, documents));
    }
}
