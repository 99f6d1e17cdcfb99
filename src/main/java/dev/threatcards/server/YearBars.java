package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import dev.threatcards.search.FacetValue;

/**
 * A facet of years as a picture: a bar a year, each a link that chooses the year or takes the choice back.
 *
 * @param id the facet's name, which the address has too
 * @param first the year at the left
 * @param last the year at the right
 * @param bars years with a card, and chosen ones without; the others are gaps, since a link there leads to nothing
 */
record YearBars(String id, String label, int first, int last, List<Bar> bars) {

    /** Units from a bar to the next. */
    static final int STEP = 8;

    /** Units that the highest bar has. */
    static final int HEIGHT = 40;

    /** Years that a picture has at least, so that a bar is no wall. */
    private static final int FEWEST = 12;

    /** A bar's height that can be seen and hit. */
    private static final int LOWEST = 2;

    /** A year; {@code x} and {@code height} in units of the picture. */
    record Bar(int year, int count, int x, int height, boolean selected, String link) {
    }

    /** The picture of the values, which are years. */
    static YearBars of(String id, String label, List<FacetValue> values, Function<FacetValue, String> link) {
        SortedMap<Integer, FacetValue> byYear = new TreeMap<>();
        values.stream().filter(value -> value.value().matches("\\d{4}"))
                .forEach(value -> byYear.put(Integer.valueOf(value.value()), value));
        if (byYear.isEmpty()) {
            return new YearBars(id, label, 0, 0, List.of());
        }
        int last = byYear.lastKey();
        int first = Math.min(byYear.firstKey(), last - FEWEST + 1);
        int most = byYear.values().stream().mapToInt(FacetValue::count).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        byYear.forEach((year, value) -> {
            if (value.count() > 0 || value.selected()) {
                int height = value.count() == 0 ? 0 : Math.max(LOWEST, HEIGHT * value.count() / most);
                bars.add(new Bar(year, value.count(), (year - first) * STEP, height, value.selected(),
                        link.apply(value)));
            }
        });
        return new YearBars(id, label, first, last, bars);
    }

    /** In units of the picture. */
    int width() {
        return (last - first + 1) * STEP;
    }

    /** Whether a year is chosen. */
    boolean chosen() {
        return bars.stream().anyMatch(Bar::selected);
    }
}
