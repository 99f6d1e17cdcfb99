package dev.threatcards.ingest;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.text.DefensiveCopies;

/**
 * The result of an ingest.
 *
 * @param read the number of cards in the sources; a card in several of them counts for each
 * @param entries the number of entries of mapping files in the sources, each the names of one actor
 * @param givers the number of new name-givers with uuids
 * @param added the number of cards that were not in the index
 * @param changed the number of cards whose content changed
 * @param unchanged the number of cards that were read and did not change
 * @param unknown unknown keys and labels, with the number of cards that have them
 * @param unattributed campaigns of the sources that no actor of the same file is said to be behind, so that they are no card's
 *     operation
 * @param rejects what could not be read
 * @param pruned the cards that were removed because no newest edition has them, by name; see {@link IndexBuild#prune}
 * @param provenance the sources of the cards of the index; empty if nothing was written
 */
public record IngestReport(int read, int entries, int givers, int added, int changed, int unchanged,
        Map<String, Integer> unknown, List<String> unattributed, List<Reject> rejects, List<CardReference> pruned,
        Provenance provenance) {

    public IngestReport {
        unknown = DefensiveCopies.sortedMap(unknown, "unknown");
        unattributed = DefensiveCopies.list(unattributed, "unattributed");
        rejects = DefensiveCopies.list(rejects, "rejects");
        pruned = DefensiveCopies.list(pruned, "pruned");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** The number of cards of the index that were read. */
    public int cards() {
        return added + changed + unchanged;
    }

    /** Whether no source has a card or an entry of a mapping file, not even an invalid one. */
    public boolean isNoDeck() {
        return read == 0 && entries == 0 && provenance.decks().isEmpty()
                && rejects.stream().allMatch(reject -> reject.place().isEmpty());
    }
}
