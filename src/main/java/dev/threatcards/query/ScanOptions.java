package dev.threatcards.query;

import java.util.Set;

import dev.threatcards.text.DefensiveCopies;

/**
 * What a scan looks for.
 *
 * @param generic whether names that are ordinary words as well ("Snake") are given too, marked
 * @param collections the collections whose cards are looked for; none for ETDA's, or for all where the index has none of
 *     ETDA's. One that the index does not have adds nothing
 */
public record ScanOptions(boolean generic, Set<String> collections) {

    /** Names that mean nothing else, of the usual collections. */
    public static final ScanOptions USUAL = new ScanOptions(false, Set.of());

    public ScanOptions {
        collections = DefensiveCopies.set(collections, "collections");
    }
}
