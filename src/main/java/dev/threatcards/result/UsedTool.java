package dev.threatcards.result;

import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.NullChecks;

/**
 * A tool that an actor's card lists.
 *
 * @param label the label on the actor's card
 * @param card the tool's card; empty if no card or several cards have the name
 * @param users the number of actors that use the tool under any of its names; if it has no card, of actors of the collection that list
 *     the label. At least 1
 */
public record UsedTool(String label, Optional<CardReference> card, int users) {

    /** The most users of a rare tool. A shared rare tool is a hint that actors are related. */
    public static final int RARE = 4;

    public UsedTool {
        NullChecks.requireNonNull("label", label, "card", card);
    }

    /** Whether the tool {@linkplain #isRare(int) is rare}. */
    public boolean isRare() {
        return isRare(users);
    }

    /** Whether a tool with that number of users is rare: 2 to {@value #RARE} actors use it. */
    public static boolean isRare(int users) {
        return users > 1 && users <= RARE;
    }
}
