package dev.threatcards.search;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.index.CardBits;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.search.Filters.Choice;

/**
 * Which cards are left when filters are laid over a query, and which would be if one facet had no alternatives chosen: a
 * facet's counts ignore its own selection, so that they say what choosing another value would give.
 *
 * <p>Each filter is a set of bits over the index, made once; what is left, sideways or not, are ANDs of them. Values that
 * all have to hold, or that are excluded, are no alternatives: they count in their own facet too.
 */
final class DrillSideways {

    private final FixedBitSet base;
    private final Map<Facet, FixedBitSet> alternatives = new EnumMap<>(Facet.class);
    private final CardBits hits;

    /**
     * Filters laid over cards.
     *
     * @param cards the cards; they are not changed
     */
    DrillSideways(CardBits cards, Filters filters, CardSearcher searcher) throws IOException {
        if (filters.isEmpty()) {
            base = cards.bits();
            hits = cards;
            return;
        }
        base = cards.bits().clone();
        for (Map.Entry<Facet, Choice> filter : filters.choices().entrySet()) {
            FacetColumn column = searcher.column(filter.getKey());
            Choice choice = filter.getValue();
            choice.all().forEach(value -> base.and(anyOf(Set.of(value), column)));
            if (!choice.not().isEmpty()) {
                base.andNot(anyOf(choice.not(), column));
            }
            if (!choice.any().isEmpty()) {
                alternatives.put(filter.getKey(), anyOf(choice.any(), column));
            }
        }
        hits = left(null);
    }

    private FixedBitSet anyOf(Set<String> values, FacetColumn column) {
        FixedBitSet any = new FixedBitSet(base.length());
        values.forEach(value -> column.addCards(value, any));
        return any;
    }

    /** The cards that are left. */
    CardBits hits() {
        return hits;
    }

    /** The cards that would be left without the facet's own alternatives. */
    CardBits sideways(Facet facet) {
        return alternatives.containsKey(facet) ? left(facet) : hits;
    }

    private CardBits left(Facet without) {
        FixedBitSet left = base.clone();
        alternatives.forEach((facet, bits) -> {
            if (facet != without) {
                left.and(bits);
            }
        });
        return new CardBits(left);
    }
}
