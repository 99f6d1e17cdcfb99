package dev.threatcards.search;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.Facet;
import dev.threatcards.deck.ReadValue;
import dev.threatcards.index.CardReader;
import dev.threatcards.query.Filters.Mode;

/**
 * Applies filters to the cards that a query matches, and gives the cards that each facet is counted over: a facet's counts ignore its own
 * alternatives, so that a count says what choosing that value would give. Values that all have to hold, and excluded ones, are no
 * alternatives, and count in their own facet too. Immutable.
 */
final class DrillSideways {

    /** The cards under all filters but alternatives. */
    private final FixedBitSet base;
    private final Map<Facet, FixedBitSet> alternatives = new EnumMap<>(Facet.class);
    private final FixedBitSet hits;

    /**
     * @param cards the cards that the query matches; not modified
     */
    DrillSideways(FixedBitSet cards, ReadFilters filters, CardReader reader) throws IOException {
        base = cards.clone();
        for (Facet facet : filters.facets()) {
            for (ReadValue value : filters.of(facet, Mode.ALL)) {
                base.and(reader.matching(value.query()));
            }
            for (ReadValue value : filters.of(facet, Mode.NOT)) {
                base.andNot(reader.matching(value.query()));
            }
            List<ReadValue> any = filters.of(facet, Mode.ANY);
            if (!any.isEmpty()) {
                alternatives.put(facet, anyOf(any, reader));
            }
        }
        hits = base(alternatives.values());
    }

    private static FixedBitSet anyOf(List<ReadValue> values, CardReader reader) throws IOException {
        FixedBitSet cards = reader.matching(values.getFirst().query());
        for (ReadValue value : values.subList(1, values.size())) {
            cards.or(reader.matching(value.query()));
        }
        return cards;
    }

    private FixedBitSet base(Collection<FixedBitSet> required) {
        FixedBitSet cards = base.clone();
        required.forEach(cards::and);
        return cards;
    }

    /** The cards under all filters; not to be modified. */
    FixedBitSet hits() {
        return hits;
    }

    /** The cards under all filters but the facet's own alternatives; not to be modified. */
    FixedBitSet sideways(Facet facet) {
        if (!alternatives.containsKey(facet)) {
            return hits;
        }
        Map<Facet, FixedBitSet> others = new EnumMap<>(alternatives);
        others.remove(facet);
        return base(others.values());
    }
}
