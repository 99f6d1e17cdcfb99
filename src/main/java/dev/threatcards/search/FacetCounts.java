package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardFields;
import dev.threatcards.search.Filters.Choice;

/** How many of a set of cards have each value of a facet. */
final class FacetCounts {

    private static final Comparator<FacetValue> MOST_FIRST = Comparator.comparingInt(FacetValue::count).reversed()
            .thenComparing(FacetValue::value);

    private FacetCounts() {
    }

    /**
     * The values that cards of the set have, the most frequent first.
     *
     * @param choice what is asked of the facet; the values named are listed at any count, 0 included, and beyond {@code size}
     * @param prefix the beginning that a word of the value has to have, in any case; empty for all values
     * @param size the most values that are not selected
     */
    static List<FacetValue> of(Facet facet, FixedBitSet cards, Choice choice, String prefix, int size,
            IndexReader reader) throws IOException {
        Map<String, Integer> counts = counts(CardFields.facet(facet), cards, reader);
        Set<String> named = choice.values();
        named.forEach(value -> counts.putIfAbsent(value, 0));
        List<FacetValue> values = new ArrayList<>();
        counts.forEach((value, count) -> {
            if (hasWord(value, prefix)) {
                values.add(new FacetValue(value, count, choice.any().contains(value) || choice.all().contains(value)));
            }
        });
        values.sort(MOST_FIRST);
        List<FacetValue> wanted = new ArrayList<>();
        int unselected = 0;
        for (FacetValue value : values) {
            if (named.contains(value.value()) || unselected < size) {
                wanted.add(value);
                unselected += named.contains(value.value()) ? 0 : 1;
            }
        }
        return wanted;
    }

    /** How many cards of the set have each value; those that none has are left out. */
    static Map<String, Integer> counts(String field, FixedBitSet cards, IndexReader reader) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field);
            int[] byOrdinal = new int[Math.toIntExact(values.getValueCount())];
            for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
                if (cards.get(leaf.docBase + doc)) {
                    for (int i = 0; i < values.docValueCount(); i++) {
                        byOrdinal[(int) values.nextOrd()]++;
                    }
                }
            }
            for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
                if (byOrdinal[ordinal] > 0) {
                    counts.merge(values.lookupOrd(ordinal).utf8ToString(), byOrdinal[ordinal], Integer::sum);
                }
            }
        }
        return counts;
    }

    private static boolean hasWord(String value, String prefix) {
        String text = value.toLowerCase(Locale.ROOT);
        String beginning = prefix.strip().toLowerCase(Locale.ROOT);
        int at = text.indexOf(beginning);
        while (at >= 0) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                return true;
            }
            at = text.indexOf(beginning, at + 1);
        }
        return false;
    }
}
