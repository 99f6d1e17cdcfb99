package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.threatcards.card.Numbers;

/**
 * How much of a list a page shows: all of it on any ordinary card, and the first of it on one that has thousands. The rest is
 * counted, and where it is told.
 */
final class Shown {

    /** Entries of a list that are shown at most. */
    static final int MOST = 1_000;

    private Shown() {
    }

    /**
     * The first of the entries, and a last one in the place of all others.
     *
     * @param more makes an entry of words that say how many more there are
     */
    static <T, E> List<E> first(List<T> all, Function<T, E> entry, Function<String, E> more) {
        return first(MOST, all, entry, more);
    }

    static <T, E> List<E> first(int most, List<T> all, Function<T, E> entry, Function<String, E> more) {
        if (all.size() <= most) {
            return all.stream().map(entry).toList();
        }
        List<E> shown = new ArrayList<>(all.subList(0, most).stream().map(entry).toList());
        shown.add(more.apply("and " + Numbers.grouped(all.size() - most) + " more"));
        return List.copyOf(shown);
    }
}
