package dev.threatcards.card;

import dev.threatcards.text.NullChecks;

/**
 * A name of an actor or a tool.
 *
 * @param giver the organisation that uses the name ("Microsoft"); "?" if the encyclopedia does not know it, empty if it does not
 *     say, as for tools
 */
public record Name(String name, String giver) {
    public Name {
        NullChecks.requireNonNull("name", name, "giver", giver);
    }
}
