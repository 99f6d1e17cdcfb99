package dev.threatcards;

import java.util.Objects;

import dev.threatcards.query.Limits;

/**
 * Options for opening an index. Immutable.
 *
 * @param limits the limits of searches
 */
public record Options(Limits limits) {

    /** The default limits. */
    public static final Options DEFAULT = new Options(Limits.DEFAULT);

    public Options {
        Objects.requireNonNull(limits, "limits");
    }

    /** These options with other limits. */
    public Options with(Limits other) {
        return new Options(Objects.requireNonNull(other, "other"));
    }
}
