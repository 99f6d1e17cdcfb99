package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A card that is similar to another one.
 *
 * @param score the similarity; comparable only among the cards that are similar to the same one
 * @param reason the reason as a sentence
 * @param shared the values that both have, the most significant first; at most 500
 * @param sharedTotal the number of all values that both have
 */
public record SimilarCard(CardReference card, double score, String reason, List<Shared> shared, int sharedTotal) {

    /** The {@link Shared#facet} of a name that both cards have. */
    public static final String NAME = "name";

    /** The facet of a link or relation between the two; its value is the title of the target. */
    public static final String LINK = "link";

    /** The facet of an actor that uses both tools. */
    public static final String ACTOR = "actor";

    /** The facet of a type of tool. */
    public static final String TYPE = "type";

    /**
     * A value that both cards have.
     *
     * @param facet a facet's {@linkplain dev.threatcards.card.Facet#parameter() parameter}, or one of
     *     the constants of {@link SimilarCard}
     * @param count the number of cards of the collection that have it; for an actor, of tools that it uses; for a link, of actors that
     *     link to the target
     */
    public record Shared(String facet, String value, int count) {
        public Shared {
            NullChecks.requireNonNull("facet", facet, "value", value);
        }
    }

    /** The requested number of cards that are similar to one, the most similar first, and the number of all of them. */
    public record Found(List<SimilarCard> cards, int total) {
        public Found {
            cards = DefensiveCopies.list(cards, "cards");
        }
    }

    public SimilarCard {
        NullChecks.requireNonNull("card", card, "reason", reason);
        shared = DefensiveCopies.list(shared, "shared");
    }
}
