package dev.threatcards.ingest;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a run of ingest did.
 *
 * @param read how many cards the sources held, a card in several of them counted in each
 * @param givers how many name-givers have become known by uuid
 * @param added cards that the index did not have
 * @param changed cards that say something else now
 * @param unchanged cards that were in the index already, and say what they said
 * @param unknown keys and labels that no card has a place for, and how many cards have them; they are kept with the cards
 * @param rejects what was set aside, with place and reason
 * @param provenance where the cards of the index come from now; empty if no card was read, and so nothing was written
 */
public record IngestReport(int read, int givers, int added, int changed, int unchanged, Map<String, Integer> unknown,
        List<Reject> rejects, Provenance provenance) {

    public IngestReport {
        unknown = DefensiveCopies.sortedMap(unknown, "unknown");
        rejects = DefensiveCopies.list(rejects, "rejects");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** How many cards of the index the sources speak of. */
    public int cards() {
        return added + changed + unchanged;
    }

    /** Whether no source held a card, not even a bad one: what was named is no deck. */
    public boolean isNoDeck() {
        return read == 0 && provenance.decks().isEmpty()
                && rejects.stream().allMatch(reject -> reject.place().isEmpty());
    }
}
