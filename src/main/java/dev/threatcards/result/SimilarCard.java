package dev.threatcards.result;

import java.util.List;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;

/**
 * A card that is similar to another one, and why.
 *
 * @param score how similar it is; comparable only among the cards that are similar to the same one
 * @param reason why, in a sentence
 * @param shared the values that both have, the most telling first; at most 500
 * @param sharedTotal how many values both have in all
 */
public record SimilarCard(CardReference card, double score, String reason, List<Shared> shared, int sharedTotal) {

    /** The {@link Shared#facet} of a name that both cards have. */
    public static final String NAME = "name";

    /** The facet of a link or relation between the two; its value is the title of the card that is pointed to. */
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
     * @param count how many cards of the collection have it; of an actor, how many tools it uses; of a link, how many actors
     *     point there
     */
    public record Shared(String facet, String value, int count) {
        public Shared {
            Objects.requireNonNull(facet, "facet");
            Objects.requireNonNull(value, "value");
        }
    }

    public SimilarCard {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(reason, "reason");
        shared = DefensiveCopies.list(shared, "shared");
    }
}
