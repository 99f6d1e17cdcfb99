package dev.threatcards.text;

import java.util.List;

/**
 * The first of a list.
 *
 * @param first the first of them
 * @param total how many there are in all
 */
public record FirstOf<T>(List<T> first, int total) {

    /** The first of those, so many at most. */
    public static <T> FirstOf<T> of(List<T> all, int most) {
        return new FirstOf<>(all.stream().limit(most).toList(), all.size());
    }
}
