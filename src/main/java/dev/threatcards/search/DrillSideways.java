package dev.threatcards.search;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;

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
    DrillSideways(FixedBitSet cards, Filters filters, CardReader reader) throws IOException {
        base = cards.clone();
        for (Map.Entry<Facet, Choice> filter : filters.choices().entrySet()) {
            Facet facet = filter.getKey();
            Choice choice = filter.getValue();
            for (String value : choice.all()) {
                base.and(anyOf(facet, Set.of(value), reader));
            }
            if (!choice.not().isEmpty()) {
                base.andNot(anyOf(facet, choice.not(), reader));
            }
            if (!choice.any().isEmpty()) {
                alternatives.put(facet, anyOf(facet, choice.any(), reader));
            }
        }
        hits = base(alternatives.values());
    }

    private static FixedBitSet anyOf(Facet facet, Set<String> values, CardReader reader) throws IOException {
        String field = CardFields.facet(facet);
        Set<String> all = new HashSet<>(values);
        if (facet == Facet.GIVER) {
            for (String value : values) {
                all.addAll(reader.column(facet).spellings(value));
            }
        }
        return reader.matching(new TermInSetQuery(field,
                all.stream().map(value -> new BytesRef(CardFields.bounded(field, value))).toList()));
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
