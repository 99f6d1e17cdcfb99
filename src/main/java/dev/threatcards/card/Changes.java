package dev.threatcards.card;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * What an ingest did to the cards of an index.
 *
 * @param added cards that were not in the index
 * @param changed cards whose content changed
 * @param gone cards that the newest edition of their deck no longer has; they stay in the index
 */
public record Changes(Some added, Some changed, Some gone) {

    /** The first cards by name, and how many there are in all. */
    public record Some(List<CardReference> first, int count) {

        /** The most cards that are listed. */
        public static final int MOST = 1_000;

        public static final Some NONE = new Some(List.of(), 0);

        public Some {
            first = DefensiveCopies.list(first, "first");
        }

        /** At most {@link #MOST} of the cards, and their number. */
        public static Some of(List<CardReference> cards) {
            List<CardReference> all = DefensiveCopies.list(cards, "cards");
            return new Some(all.stream().limit(MOST).toList(), all.size());
        }
    }

    public static final Changes NONE = new Changes(Some.NONE, Some.NONE, Some.NONE);

    public Changes {
        NullChecks.requireNonNull("added", added, "changed", changed, "gone", gone);
    }
}
