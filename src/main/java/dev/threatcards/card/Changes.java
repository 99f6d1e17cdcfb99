package dev.threatcards.card;

import java.util.List;
import java.util.Objects;

import dev.threatcards.text.DefensiveCopies;

/**
 * What an ingest did to the cards of an index.
 *
 * @param added cards that the index did not have
 * @param changed cards that say something else now
 * @param gone cards that a deck had before, and that its newer edition lacks; they stay in the index
 */
public record Changes(Some added, Some changed, Some gone) {

    /** The first of many cards by name, and how many there are. */
    public record Some(List<CardReference> first, int count) {

        /** More cards than a person reads. */
        public static final int MOST = 1_000;

        public static final Some NONE = new Some(List.of(), 0);

        public Some {
            first = DefensiveCopies.list(first, "first");
        }

        /** Those cards: how many, and the first of them. */
        public static Some of(List<CardReference> cards) {
            List<CardReference> all = DefensiveCopies.list(cards, "cards");
            return new Some(all.stream().limit(MOST).toList(), all.size());
        }
    }

    public static final Changes NONE = new Changes(Some.NONE, Some.NONE, Some.NONE);

    public Changes {
        Objects.requireNonNull(added, "added");
        Objects.requireNonNull(changed, "changed");
        Objects.requireNonNull(gone, "gone");
    }
}
