package dev.threatcards.result;

import java.util.Objects;

import dev.threatcards.card.CveId;

/** A vulnerability with the numbers of actors and of tools whose cards mention it. */
public record CveCount(CveId id, int actors, int tools) {
    public CveCount {
        Objects.requireNonNull(id, "id");
    }
}
