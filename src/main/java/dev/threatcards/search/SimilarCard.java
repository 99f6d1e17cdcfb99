package dev.threatcards.search;

import java.util.List;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.DefensiveCopies;

/**
 * A card that is like another one, and why.
 *
 * @param score how much is shared; of use to compare cards that are like the same one, and for nothing else
 * @param reason why, in a sentence for people
 * @param shared what both have, what says most first; five hundred at most
 * @param sharedTotal how much both have in all
 */
public record SimilarCard(CardReference card, double score, String reason, List<Shared> shared, int sharedTotal) {

    /** The facet of {@link Shared} for a name that both cards have. */
    public static final String NAME = "name";

    /** The facet for a link or a relation between the two, the value being the title of the one that is pointed to. */
    public static final String LINK = "link";

    /** The facet for an actor that uses both tools. */
    public static final String ACTOR = "actor";

    /** The facet for what kind of tool both are. */
    public static final String TYPE = "type";

    /**
     * Something that both cards have.
     *
     * @param facet what it is: a facet's {@linkplain dev.threatcards.card.Facet#parameter() parameter}, or one of
     *     {@link SimilarCard}'s words
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
