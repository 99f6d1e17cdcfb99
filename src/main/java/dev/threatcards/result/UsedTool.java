package dev.threatcards.result;

import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference;

/**
 * A tool that an actor's card lists.
 *
 * @param label the label on the actor's card
 * @param card the tool's card; empty if no card has the name, or if several do
 * @param users how many actors use the tool, under any of its names where it has a card; where it has none, how many actors of the
 *     collection list the label. At least 1
 */
public record UsedTool(String label, Optional<CardReference> card, int users) {

    /** The most users of a rare tool: that two of so few share it is a hint, in a deck of any size. */
    public static final int RARE = 4;

    public UsedTool {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(card, "card");
    }

    /** Whether the tool {@linkplain #isRare(int) is rare}. */
    public boolean isRare() {
        return isRare(users);
    }

    /** Whether a tool with so many users is rare: from two to {@value #RARE} actors share it. */
    public static boolean isRare(int users) {
        return users > 1 && users <= RARE;
    }
}
