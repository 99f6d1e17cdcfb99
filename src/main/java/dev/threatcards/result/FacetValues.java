package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/**
 * The requested number of values of a facet, the most frequent first, and those that the filters name.
 *
 * @param total the number of values without that limit
 */
public record FacetValues(List<FacetValue> values, int total) {

    public FacetValues {
        values = DefensiveCopies.list(values, "values");
    }
}
