package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
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

        /** The share in twentieths: the style sheet has a class for each length. */
        int twentieths() {
            return Math.ceilDiv(share, 5);
        }
    }

    record Values(List<Value> listed, String more) {
    }

    /** A facet of years as bars; each selects or deselects its year. Other years are gaps. */
    record Years(String id, String label, int first, int last, List<Bar> bars) {

        static final int STEP = 8;

        static final int HEIGHT = 40;

        /** The fewest years on the axis, so that bars stay narrow. */
        private static final int FEWEST = 12;

        /** The least height of a bar that one can see and click. */
        private static final int LOWEST = 2;

        record Bar(int year, int count, int x, int height, boolean selected, String link) {
        }

        static Years of(String id, String label, List<FacetValue> values, Function<FacetValue, String> link) {
            SortedMap<Integer, FacetValue> byYear = new TreeMap<>();
            values.stream().filter(value -> value.value().matches("\\d{4}"))
                    .forEach(value -> byYear.put(Integer.valueOf(value.value()), value));
            if (byYear.isEmpty()) {
                return new Years(id, label, 0, 0, List.of());
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
            return new Years(id, label, first, last, bars);
        }

        int width() {
            return (last - first + 1) * STEP;
        }

        boolean chosen() {
            return bars.stream().anyMatch(Bar::selected);
        }
    }

    /** The listed facets, each with as many values as the query asks for. */
    static List<FacetPanel> of(Map<Facet, List<FacetValue>> facets, Map<Facet, Integer> totals, SearchKind searched,
            CardQuery query) {
        List<FacetPanel> panels = new ArrayList<>();
        facets.forEach((facet, values) -> {
            // A single collection is nothing to choose from, nor are editions if every card is current.
            boolean oneCollection = (facet == Facet.COLLECTION || facet == Facet.EDITION) && values.size() == 1
                    && query.filters().choice(facet).values().isEmpty();
            if (!facet.hasYears() && !values.isEmpty() && !oneCollection) {
                panels.add(panel(facet, new FacetValues(values, totals.get(facet)), searched, query));
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

    static List<Years> years(Map<Facet, List<FacetValue>> facets, SearchKind searched, CardQuery query) {
        return facets.entrySet().stream().filter(facet -> isShown(facet.getKey(), query))
                .map(facet -> Years.of(facet.getKey().parameter(), facet.getKey().label(), facet.getValue(),
                        value -> Addresses.toggled(searched, query, facet.getKey(), value)))
                .filter(bars -> !bars.bars().isEmpty()).toList();
    }

    /** When cards changed is of interest to those alone who filter by it. */
    private static boolean isShown(Facet facet, CardQuery query) {
        return facet.hasYears() && (facet != Facet.CHANGED || !query.filters().choice(facet).values().isEmpty());
    }

    /** As many values as the query asks for, and those that it selects or excludes. */
    static Values shown(Facet facet, FacetValues found, SearchKind searched, CardQuery query) {
        List<FacetValue> all = found.values();
        Set<String> named = query.filters().choice(facet).values();
        Set<FacetValue> first = all.stream().filter(value -> !named.contains(value.value()))
                .limit(query.facets().size()).collect(Collectors.toSet());
        int most = all.stream().mapToInt(FacetValue::count).max().orElse(0);
        List<Value> listed = all.stream().filter(value -> named.contains(value.value()) || first.contains(value))
                .map(value -> value(value, most, facet, searched, query)).toList();
        return new Values(listed, PageText.more(found.total() - listed.size()));
    }

    private static Value value(FacetValue value, int most, Facet facet, SearchKind searched, CardQuery query) {
        boolean excluded = query.filters().choice(facet).not().contains(value.value());
        return new Value(value.value(), value.count(), most == 0 ? 0 : Math.ceilDiv(100 * value.count(), most),
                value.selected(), Addresses.toggled(searched, query, facet, value),
                excluded ? "" : Addresses.excluding(searched, query, facet, value.value()));
    }
}
