package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.FacetValues;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/**
 * A facet with the values to filter by.
 *
 * @param more the page with more values
 * @param find the fragment with the values that begin with a text
 */
record FacetPanel(String id, String label, Values values, String more, String find) {

    /**
     * A value.
     *
     * @param share the length of its bar, in per cent of the longest
     * @param toggle selects or deselects the value
     * @param exclude excludes the cards that have the value
     */
    record Value(String text, int count, int share, boolean selected, String toggle, String exclude) {

        /** The value that stands for cards without one. It has no bar: it would dwarf those of the values. */
        static Value none(int count, boolean selected, String toggle, String exclude) {
            return new Value(NONE, count, 0, selected, toggle, exclude);
        }

        /** The share in twentieths: the style sheet has a class for each length. */
        int twentieths() {
            return Math.ceilDiv(share, 5);
        }
    }

    /**
     * The values of a facet.
     *
     * @param more how many are not listed, in words
     * @param none the cards without a value; empty if every card has one and they are not asked for
     */
    record Values(List<Value> listed, String more, Optional<Value> none) {
    }

    /** What people read in place of the value that stands for cards without one. */
    static final String NONE = "no value";

    /**
     * A facet of years as bars; each selects or deselects its year. Other years are gaps.
     *
     * @param none the cards without a year; empty if every card has one and they are not asked for
     */
    record Years(String id, String label, int first, int last, List<Bar> bars, Optional<Value> none) {

        static final int STEP = 8;

        static final int HEIGHT = 40;

        /** The fewest years on the axis, so that bars stay narrow. */
        private static final int FEWEST = 12;

        /** The least height of a bar that one can see and click. */
        private static final int LOWEST = 2;

        record Bar(int year, int count, int x, int height, boolean selected, String link) {
        }

        /**
         * @param exclude the search for the cards that have a year; empty if there is none
         */
        static Years of(String id, String label, FacetValues found, Function<FacetValue, String> link, String exclude) {
            List<FacetValue> values = found.values();
            Optional<Value> none = FacetPanel.none(found, link, exclude);
            SortedMap<Integer, FacetValue> byYear = new TreeMap<>();
            values.stream().filter(value -> value.value().matches("\\d{4}"))
                    .forEach(value -> byYear.put(Integer.valueOf(value.value()), value));
            if (byYear.isEmpty()) {
                return new Years(id, label, 0, 0, List.of(), none);
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
            return new Years(id, label, first, last, bars, none);
        }

        int width() {
            return (last - first + 1) * STEP;
        }

        boolean chosen() {
            return bars.stream().anyMatch(Bar::selected) || none.filter(Value::selected).isPresent();
        }
    }

    /** The values of each facet of a result, with the numbers of all of them and of cards without one. */
    static Map<Facet, FacetValues> values(Map<Facet, List<FacetValue>> facets, Map<Facet, Integer> totals,
            Map<Facet, Integer> none) {
        Map<Facet, FacetValues> values = new EnumMap<>(Facet.class);
        facets.forEach(
                (facet, listed) -> values.put(facet, new FacetValues(listed, totals.get(facet), none.get(facet))));
        return values;
    }

    /** The listed facets, each with as many values as the query asks for. */
    static List<FacetPanel> of(Map<Facet, FacetValues> facets, SearchKind searched, CardQuery query) {
        List<FacetPanel> panels = new ArrayList<>();
        facets.forEach((facet, found) -> {
            List<FacetValue> values = found.values();
            // A single collection is nothing to choose from, nor are editions if every card is current.
            boolean oneCollection = (facet == Facet.COLLECTION || facet == Facet.EDITION) && values.size() == 1
                    && query.filters().choice(facet).values().isEmpty();
            if (!facet.hasYears() && !values.isEmpty() && !oneCollection) {
                panels.add(panel(facet, found, searched, query));
            }
        });
        return panels;
    }

    private static FacetPanel panel(Facet facet, FacetValues all, SearchKind searched, CardQuery query) {
        Values shown = shown(facet, all, searched, query);
        boolean some = !shown.more().isEmpty();
        return new FacetPanel(facet.parameter(), facet.label(), shown,
                some ? Addresses.moreValues(searched, query) + "#" + facet.parameter() : "",
                some ? Addresses.facetValues(searched, query, facet) : "");
    }

    static List<Years> years(Map<Facet, FacetValues> facets, SearchKind searched, CardQuery query) {
        return facets.entrySet().stream().filter(facet -> isShown(facet.getKey(), query))
                .map(facet -> Years.of(facet.getKey().parameter(), facet.getKey().label(), facet.getValue(),
                        value -> Addresses.toggled(searched, query, facet.getKey(), value),
                        excludingNone(facet.getKey(), searched, query)))
                .filter(bars -> !bars.bars().isEmpty()).toList();
    }

    /** When cards changed is of interest to those alone who filter by it. */
    private static boolean isShown(Facet facet, CardQuery query) {
        return facet.hasYears() && (facet != Facet.CHANGED || !query.filters().choice(facet).values().isEmpty());
    }

    /** As many values as the query asks for, and those that it selects or excludes. */
    static Values shown(Facet facet, FacetValues found, SearchKind searched, CardQuery query) {
        List<FacetValue> all = found.values().stream().filter(value -> !isNone(value)).toList();
        Set<String> named = query.filters().choice(facet).values();
        Set<FacetValue> first = all.stream().filter(value -> !named.contains(value.value()))
                .limit(query.facets().size()).collect(Collectors.toSet());
        int most = all.stream().mapToInt(FacetValue::count).max().orElse(0);
        List<Value> listed = all.stream().filter(value -> named.contains(value.value()) || first.contains(value))
                .map(value -> value(value, most, facet, searched, query)).toList();
        return new Values(listed, PageText.more(found.total() - listed.size()), none(found,
                value -> Addresses.toggled(searched, query, facet, value), excludingNone(facet, searched, query)));
    }

    /**
     * The cards without a value.
     *
     * @param toggle selects or deselects them
     * @param exclude the search for the others; empty if it is this one
     */
    static Optional<Value> none(FacetValues found, Function<FacetValue, String> toggle, String exclude) {
        Optional<FacetValue> asked = found.values().stream().filter(FacetPanel::isNone).findFirst();
        FacetValue none = asked.orElse(new FacetValue(Filters.NO_VALUE, found.none(), false));
        return asked.isEmpty() && none.count() == 0
                ? Optional.empty()
                : Optional.of(Value.none(none.count(), none.selected(), toggle.apply(none), exclude));
    }

    /** Whether the value stands for cards without one. */
    static boolean isNone(FacetValue value) {
        return value.value().equals(Filters.NO_VALUE);
    }

    private static String excludingNone(Facet facet, SearchKind searched, CardQuery query) {
        return query.filters().choice(facet).not().contains(Filters.NO_VALUE)
                ? ""
                : Addresses.excluding(searched, query, facet, Filters.NO_VALUE);
    }

    private static Value value(FacetValue value, int most, Facet facet, SearchKind searched, CardQuery query) {
        boolean excluded = query.filters().choice(facet).not().contains(value.value());
        return new Value(value.value(), value.count(), most == 0 ? 0 : Math.ceilDiv(100 * value.count(), most),
                value.selected(), Addresses.toggled(searched, query, facet, value),
                excluded ? "" : Addresses.excluding(searched, query, facet, value.value()));
    }
}
