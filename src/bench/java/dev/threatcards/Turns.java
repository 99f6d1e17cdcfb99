package dev.threatcards;

import java.util.List;

/** Values one after the other, and after the last the first again. For use by one thread. */
final class Turns<T> {

    private final List<T> values;
    private int next;

    Turns(List<T> values) {
        this.values = List.copyOf(values);
    }

    T next() {
        T value = values.get(next);
        next = (next + 1) % values.size();
        return value;
    }
}
