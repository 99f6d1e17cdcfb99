package dev.threatcards.ingest;

/**
 * What became of an index that was made anew from the cards that it stored.
 *
 * @param cards how many cards it has now
 * @param lost how many of those that it had could not be read; to ingest their decks again brings them back
 */
public record RebuildReport(int cards, int lost) {
}
