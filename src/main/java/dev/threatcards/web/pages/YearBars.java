package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import dev.threatcards.result.FacetValue;

/** A facet of years as bars; each selects or deselects its year. Other years are gaps. */
record YearBars(String id, String label, int first, int last, List<Bar> bars) {

    static final int STEP = 8;

    static final int HEIGHT = 40;

    /** The fewest years on the axis, so that bars stay narrow. */
    private static final int FEWEST = 12;

    /** The least height of a bar that one can see and click. */
    private static final int LOWEST = 2;

    record Bar(int year, int count, int x, int height, boolean selected, String link) {
    }

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

    int width() {
        return (last - first + 1) * STEP;
    }

    boolean chosen() {
        return bars.stream().anyMatch(Bar::selected);
    }
}
