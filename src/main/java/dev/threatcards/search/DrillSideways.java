package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.column.CardBits;
import dev.threatcards.index.column.FacetColumn;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;

/**
 * Which cards are left when filters are laid over a query, and which would be if one facet had no alternatives chosen: a
 * facet's counts ignore its own selection, so that they say what choosing another value would give.
 *
 * <p>Each filter is a set of bits over the index, made once; what is left, sideways or not, are ANDs of them. Values that
 * all have to hold, or that are excluded, are no alternatives: they count in their own facet too. Immutable, and safe for use by several threads.
 */
final class DrillSideways {

    private final int documents;
    private final CardBits base;
    private final Map<Facet, FixedBitSet> alternatives = new EnumMap<>(Facet.class);
    private final CardBits hits;

    /**
     * Filters laid over cards.
     *
     * @param cards the cards; they are not changed
     */
    DrillSideways(CardBits cards, Filters filters, CardReader searcher) throws IOException {
        documents = cards.bits().length();
        List<FixedBitSet> required = new ArrayList<>();
        List<FixedBitSet> excluded = new ArrayList<>();
        for (Map.Entry<Facet, Choice> filter : filters.choices().entrySet()) {
            FacetColumn column = searcher.column(filter.getKey());
            Choice choice = filter.getValue();
            choice.all().forEach(value -> required.add(anyOf(Set.of(value), column)));
            if (!choice.not().isEmpty()) {
                excluded.add(anyOf(choice.not(), column));
            }
            if (!choice.any().isEmpty()) {
                alternatives.put(filter.getKey(), anyOf(choice.any(), column));
            }
        }
        base = left(cards, required, excluded);
        hits = left(base, alternatives.values(), List.of());
    }

    private FixedBitSet anyOf(Set<String> values, FacetColumn column) {
        FixedBitSet any = new FixedBitSet(documents);
        values.forEach(value -> column.addCards(value, any));
        return any;
    }

    /** The cards that are left. */
    CardBits hits() {
        return hits;
    }

    /** The cards that would be left without the facet's own alternatives. */
    CardBits sideways(Facet facet) {
        if (!alternatives.containsKey(facet)) {
            return hits;
        }
        Map<Facet, FixedBitSet> others = new EnumMap<>(alternatives);
        others.remove(facet);
        return left(base, others.values(), List.of());
    }

    /** The facets, of those, that are counted over the same cards as this one. */
    Set<Facet> together(Facet facet, Set<Facet> facets) {
        if (alternatives.containsKey(facet)) {
            return Set.of(facet);
        }
        Set<Facet> together = EnumSet.copyOf(facets);
        together.removeAll(alternatives.keySet());
        return together;
    }

    /** Where nothing is laid over them these are the same cards, with what was counted of them before. */
    private static CardBits left(CardBits cards, Collection<FixedBitSet> required, Collection<FixedBitSet> excluded) {
        if (required.isEmpty() && excluded.isEmpty()) {
            return cards;
        }
        FixedBitSet left = cards.bits().clone();
        required.forEach(left::and);
        excluded.forEach(left::andNot);
        return new CardBits(left);
    }
}
