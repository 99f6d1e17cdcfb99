package dev.threatcards.card;

import dev.threatcards.text.NullChecks;

/**
 * A name of an actor or a tool.
 *
 * @param giver the organisation that uses the name ("Microsoft"); "?" if the encyclopedia does not know it, empty if it does not
 *     say, as for tools
 */
public record Name(String name, String giver) {

    /** The giver of a name of which the encyclopedia says that it does not know the giver. */
    public static final String UNKNOWN_GIVER = "?";

    public Name {
        NullChecks.requireNonNull("name", name, "giver", giver);
    }
}
