package dev.threatcards.ingest;

/**
 * The result of a rebuild.
 *
 * @param lost the number of cards that could not be read; ingest their decks again to restore them
 */
public record RebuildReport(int cards, int lost) {
}
