package dev.threatcards.query;

import java.util.EnumSet;
import java.util.Set;

import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.text.DefensiveCopies;

/**
 * The facets to count.
 *
 * @param size the most values of each facet, in addition to those that the filters name
 */
public record FacetRequest(Set<Facet> facets, int size) {

    /** All facets with ten values each. */
    public static final FacetRequest DEFAULT = new FacetRequest(EnumSet.allOf(Facet.class), 10);

    /**
     * @throws InvalidQueryException if the size exceeds {@link Limits#FACET_SIZE}
     */
    public FacetRequest {
        facets = DefensiveCopies.enumSet(facets, "facets");
        Limits.DEFAULT.requireFacetSize(size);
    }
}
