package dev.threatcards.search;

import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference;

/**
 * A tool that an actor uses.
 *
 * @param label what the actor's card calls it
 * @param card the tool's card; empty if it has none, or if several tools are called so
 * @param users how many actors use it, under any of its names where it has a card; at least this one
 */
public record UsedTool(String label, Optional<CardReference> card, int users) {

    public UsedTool {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(card, "card");
    }

    /** Whether so few share it that it says something: see {@link ToolUsers#isRare}. */
    public boolean isRare() {
        return ToolUsers.isRare(users);
    }
}
