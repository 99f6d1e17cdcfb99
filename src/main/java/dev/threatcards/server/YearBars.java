package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.threatcards.search.FacetValue;

/**
 * A facet of years as a picture: a bar a year, up to the last, each a link that chooses the year or takes the
 * choice back.
 *
 * @param id the facet's name, which the address has too
 * @param width in units of the picture, {@link #STEP} a year
 * @param bars a bar for each year, those without a card too
 */
record YearBars(String id, String label, int width, List<Bar> bars, boolean chosen) {

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
        Map<Integer, FacetValue> byYear = new TreeMap<>();
        values.stream().filter(value -> value.value().matches("\\d{4}"))
                .forEach(value -> byYear.put(Integer.valueOf(value.value()), value));
        List<Bar> bars = new ArrayList<>();
        if (!byYear.isEmpty()) {
            List<Integer> years = List.copyOf(byYear.keySet());
            int most = byYear.values().stream().mapToInt(FacetValue::count).max().orElse(0);
            int first = Math.min(years.getFirst(), years.getLast() - FEWEST + 1);
            for (int year = first; year <= years.getLast(); year++) {
                FacetValue value = byYear.getOrDefault(year, new FacetValue(Integer.toString(year), 0, false));
                int height = value.count() == 0 ? 0 : Math.max(LOWEST, HEIGHT * value.count() / most);
                bars.add(new Bar(year, value.count(), (year - first) * STEP, height, value.selected(),
                        link.apply(value)));
            }
        }
        return new YearBars(id, label, bars.size() * STEP, bars, bars.stream().anyMatch(Bar::selected));
    }

    /** The first year and the last, as they stand under the picture; empty without a bar. */
    List<Integer> ends() {
        return bars.isEmpty() ? List.of() : List.of(bars.getFirst().year(), bars.getLast().year());
    }
}
