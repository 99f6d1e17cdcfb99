package dev.threatcards.result;

import java.util.List;

import dev.threatcards.query.Filters;
import dev.threatcards.text.DefensiveCopies;

/**
 * The requested number of values of a facet, the most frequent first, and those that the filters name.
 *
 * @param total the number of values without that limit
 * @param none the number of cards without a value, counted as that of a value is: what the filter {@link Filters#NO_VALUE} gives in place
 *     of the facet's other alternatives
 */
public record FacetValues(List<FacetValue> values, int total, int none) {

    public FacetValues {
        values = DefensiveCopies.list(values, "values");
    }
}
