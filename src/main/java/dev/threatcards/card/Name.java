package dev.threatcards.card;

import java.util.Objects;

/**
 * A name and who gave it.
 *
 * @param name the name in its giver's spelling
 * @param giver the name-giver ("Microsoft"), "?" where the encyclopedia does not know, empty where it does not say (tools)
 */
public record Name(String name, String giver) {
    public Name {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(giver, "giver");
    }
}
