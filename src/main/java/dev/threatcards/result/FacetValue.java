package dev.threatcards.result;

import java.util.Objects;

/**
 * A value of a facet, as one can drill down to it.
 *
 * @param value the value in the card's spelling
 * @param count how many cards there would be if it were the one value selected in its facet; all else as it is
 * @param selected whether it is among the values that cards are to have; one that is left out is not
 */
public record FacetValue(String value, int count, boolean selected) {
    public FacetValue {
        Objects.requireNonNull(value, "value");
    }
}
