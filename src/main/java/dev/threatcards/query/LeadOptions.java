package dev.threatcards.query;

import java.util.Set;

import dev.threatcards.text.DefensiveCopies;

/**
 * Options of a search for the actors that a text fits.
 *
 * @param size the most actors, from 0 to {@link Limits#PAGE_SIZE}
 * @param named whether actors that the text names are ranked like all others; if not, they are only listed apart
 * @param collections the collections whose actors are ranked; empty for ETDA's, or for all if the index has no actor of ETDA. Unknown
 *     collections are ignored
 */
public record LeadOptions(int size, boolean named, Set<String> collections) {

    /** The usual number of actors. */
    public static final int SIZE = 10;

    /** Ten actors, named ones among them, of the default collections. */
    public static final LeadOptions USUAL = new LeadOptions(SIZE, true, Set.of());

    public LeadOptions {
        collections = DefensiveCopies.set(collections, "collections");
    }
}
