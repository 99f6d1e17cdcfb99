package dev.threatcards.card;

import java.util.List;

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
            first = List.copyOf(first);
        }

        /** Those cards: how many, and the first of them. */
        public static Some of(List<CardReference> cards) {
            return new Some(cards.stream().limit(MOST).toList(), cards.size());
        }
    }

    public static final Changes NONE = new Changes(Some.NONE, Some.NONE, Some.NONE);
}
