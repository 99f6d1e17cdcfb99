package dev.threatcards;

import java.util.Objects;

import dev.threatcards.query.Limits;

/**
 * How an index is opened. Immutable.
 *
 * @param limits what may be asked of it, and how long a search may take
 */
public record Options(Limits limits) {

    /** The usual limits. */
    public static final Options DEFAULT = new Options(Limits.DEFAULT);

    public Options {
        Objects.requireNonNull(limits, "limits");
    }

    /** These options with other limits. */
    public Options with(Limits other) {
        return new Options(Objects.requireNonNull(other, "other"));
    }
}
