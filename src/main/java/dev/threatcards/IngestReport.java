package dev.threatcards;

import java.util.List;

import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;

/**
 * What a run of ingest did.
 *
 * @param added cards that the index did not have
 * @param changed cards that took the place of an older one
 * @param unchanged cards that were in the index already, and were not written again
 * @param rejects what was set aside, with place and reason
 * @param provenance where the cards of the index come from now; empty if no card was read, and so nothing was written
 */
public record IngestReport(int added, int changed, int unchanged, List<Reject> rejects, Provenance provenance) {

    public IngestReport {
        rejects = List.copyOf(rejects);
    }

    /** How many cards were read. */
    public int cards() {
        return added + changed + unchanged;
    }

    /** Whether no source held a card, not even a bad one: what was named is no deck. */
    public boolean isNoDeck() {
        return cards() == 0 && rejects.stream().allMatch(reject -> reject.place().isEmpty());
    }
}
