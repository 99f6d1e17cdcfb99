package dev.threatcards.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * The values that the cards of one commit have of one facet, on the heap, both ways round: the values of a card, and the cards of a
 * value. What many cards have is counted by words of bits, what few cards are asked for by their values. Deleted cards have none.
 * Immutable, and safe for use by several threads.
 */
public final class FacetColumn {

    /** A value of more than one in so many cards has bits: a list would be longer. */
    private static final int SHARE_WITH_BITS = 125;

    /** To find the values of a card takes as long as to read so many words of bits. */
    private static final int WORDS_A_HIT = 20;

    private final List<String> values;
    private final Map<String, Integer> ordinals;
    /** Where the values of a document begin in {@link #valuesOfCards}; those of the next end them. */
    private final int[] starts;
    private final int[] valuesOfCards;
    private final CardSet[] cards;
    private final List<Integer> mostFirst;
    /** What it takes to count the first values of {@link #mostFirst}, one more at each place. */
    private final long[] costs;

    private FacetColumn(List<String> values, int[] starts, int[] valuesOfCards) {
        this.values = values;
        this.starts = starts;
        this.valuesOfCards = valuesOfCards;
        cards = cards();
        ordinals = new HashMap<>(2 * values.size());
        for (int ordinal = 0; ordinal < values.size(); ordinal++) {
            ordinals.put(values.get(ordinal), ordinal);
        }
        mostFirst = IntStream.range(0, cards.length).boxed()
                .sorted(Comparator.comparingInt((Integer ordinal) -> cards[ordinal].size()).reversed()).toList();
        costs = new long[cards.length + 1];
        for (int i = 0; i < cards.length; i++) {
            costs[i + 1] = costs[i] + cards[mostFirst.get(i)].cost();
        }
    }

    /** Reads a field of sorted set doc values. */
    static FacetColumn of(String field, IndexReader reader) throws IOException {
        int[] starts = new int[reader.maxDoc() + 1];
        SortedSetDocValues all = MultiDocValues.getSortedSetValues(reader, field);
        if (all == null) {
            return new FacetColumn(List.of(), starts, new int[0]);
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
        return new FacetColumn(List.of(values), starts, Arrays.copyOf(ofCards, end));
    }

    private CardSet[] cards() {
        int[] sizes = new int[values.size()];
        for (int ordinal : valuesOfCards) {
            sizes[ordinal]++;
        }
        int documents = starts.length - 1;
        FixedBitSet[] many = new FixedBitSet[sizes.length];
        int[][] few = new int[sizes.length][];
        for (int ordinal = 0; ordinal < sizes.length; ordinal++) {
            if (sizes[ordinal] > documents / SHARE_WITH_BITS) {
                many[ordinal] = new FixedBitSet(documents);
            } else {
                few[ordinal] = new int[sizes[ordinal]];
            }
        }
        int[] filled = new int[sizes.length];
        for (int document = 0; document < documents; document++) {
            for (int i = starts[document]; i < starts[document + 1]; i++) {
                int ordinal = valuesOfCards[i];
                if (many[ordinal] != null) {
                    many[ordinal].set(document);
                } else {
                    few[ordinal][filled[ordinal]++] = document;
                }
            }
        }
        CardSet[] sets = new CardSet[sizes.length];
        Arrays.setAll(sets,
                ordinal -> many[ordinal] != null
                        ? new CardSet.Many(many[ordinal], sizes[ordinal])
                        : new CardSet.Few(few[ordinal]));
        return sets;
    }

    /** How many values there are; each has an ordinal from 0 on, in the order of the alphabet. */
    public int size() {
        return values.size();
    }

    /** The value of an ordinal. */
    public String value(int ordinal) {
        return values.get(ordinal);
    }

    /** The ordinals of the values that any card has, those of the most cards first. */
    public List<Integer> mostFirst() {
        return mostFirst;
    }

    /** How many cards of the whole commit have the value. */
    public int total(int ordinal) {
        return cards[ordinal].size();
    }

    /** How many of the cards have the value; 0 if nobody has it. */
    public int count(String value, CardBits of) {
        Integer ordinal = ordinals.get(value);
        return ordinal == null ? 0 : cards[ordinal].countIn(of.bits());
    }

    /** Adds the cards that have the value to a set. */
    public void addCards(String value, FixedBitSet set) {
        Integer ordinal = ordinals.get(value);
        if (ordinal != null) {
            cards[ordinal].addTo(set);
        }
    }

    /**
     * How many of the cards have a value, by the value's ordinal; in whichever way is quicker for the most frequent values.
     *
     * @param size how many of the most frequent values will be asked for
     */
    public IntUnaryOperator counts(CardBits of, int size) {
        int documents = starts.length - 1;
        if (documents == 0 || values.isEmpty()) {
            return ordinal -> 0;
        }
        long byCards = (long) of.size() * (WORDS_A_HIT + CardSet.WORDS_A_DOCUMENT * valuesOfCards.length / documents)
                + values.size() / 8;
        return costs[asked(size, of.size(), documents)] < byCards
                ? ordinal -> cards[ordinal].countIn(of.bits())
                : byCards(of);
    }

    /** How many values have to be looked at before the rest cannot be among the most frequent ones, as far as can be told. */
    private int asked(int size, long hits, int documents) {
        if (size >= values.size()) {
            return values.size();
        }
        long last = total(mostFirst.get(size)) * hits / documents;
        int from = size;
        int to = values.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (total(mostFirst.get(middle)) >= last) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private IntUnaryOperator byCards(CardBits of) {
        int[] counts = new int[values.size()];
        for (int document : of.documents()) {
            for (int i = starts[document]; i < starts[document + 1]; i++) {
                counts[valuesOfCards[i]]++;
            }
        }
        return ordinal -> counts[ordinal];
    }
}
