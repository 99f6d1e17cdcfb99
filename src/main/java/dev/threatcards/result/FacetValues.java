package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/**
 * The values of one facet.
 *
 * @param values the most frequent first, as many as were asked for, and those that the filters name
 * @param total how many there would be without that limit: the values that any card has, and those that the filters name
 */
public record FacetValues(List<FacetValue> values, int total) {

    public FacetValues {
        values = DefensiveCopies.list(values, "values");
    }
}
