package dev.threatcards.result;

import java.util.Objects;

/**
 * A value of a facet with its number of cards.
 *
 * @param value the value in the card's spelling
 * @param count the number of cards if it were the only value selected in its facet
 * @param selected whether the filters require it; an excluded value is not selected
 */
public record FacetValue(String value, int count, boolean selected) {
    public FacetValue {
        Objects.requireNonNull(value, "value");
    }
}
