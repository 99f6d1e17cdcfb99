package dev.threatcards.text;

import java.util.List;

/**
 * The first elements of a list, and its size.
 *
 * @param first the first elements
 * @param total the number of elements in all
 */
public record FirstOf<T>(List<T> first, int total) {

    /** At most {@code most} elements of a list. */
    public static <T> FirstOf<T> of(List<T> all, int most) {
        return new FirstOf<>(all.stream().limit(most).toList(), all.size());
    }
}
