package dev.threatcards.query;

import java.util.Set;

import dev.threatcards.text.DefensiveCopies;

/**
 * Options of a scan for names in a text.
 *
 * @param generic whether names that are also ordinary words ("Snake") are included where the text gives no evidence that it means the card
 * @param collections the collections whose cards are searched for; empty for all, of which others than ETDA's
 *     are considered only where no card of ETDA of that kind has the name.
 *     Unknown collections are ignored
 */
public record ScanOptions(boolean generic, Set<String> collections) {

    /** No generic names, and the default collections. */
    public static final ScanOptions USUAL = new ScanOptions(false, Set.of());

    public ScanOptions {
        collections = DefensiveCopies.set(collections, "collections");
    }
}
