package dev.threatcards.query;

import java.util.EnumSet;
import java.util.Set;

import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.text.DefensiveCopies;

/**
 * Which facets are wanted.
 *
 * @param facets the facets
 * @param size the most values of each; selected ones come on top of that
 */
public record FacetRequest(Set<Facet> facets, int size) {

    /** All facets, ten values each. */
    public static final FacetRequest DEFAULT = new FacetRequest(EnumSet.allOf(Facet.class), 10);

    /**
     * @throws InvalidQueryException if the size is outside of {@link Limits}
     */
    public FacetRequest {
        facets = DefensiveCopies.enumSet(facets, "facets");
        Limits.DEFAULT.requireFacetSize(size);
    }
}
