package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.card.Facet;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.FacetValues;

/**
 * A facet and its values.
 *
 * @param more the address that lists more of them; empty if these are all
 * @param find the address that finds values by how they begin, under the same query; empty if these are all
 */
record Panel(String id, String label, Values values, String more, String find) {

    /** Facets that are pictures instead of lists. */
    static final Set<Facet> YEARS = Set.of(Facet.FIRST_SEEN, Facet.ACTIVE);

    /**
     * A value to drill down to: its link chooses it, or takes the choice back; {@code exclude} leaves its cards out.
     *
     * @param share how long its bar is, in per cent of the longest
     */
    record Value(String text, int count, int share, boolean selected, String toggle, String exclude) {

        /** The same in steps that a style sheet can have: a bar is drawn without an element, and there are a hundred. */
        int twentieths() {
            return Math.ceilDiv(share, 5);
        }
    }

    /**
     * The values of a list.
     *
     * @param more how many there are that are not listed
     */
    record Values(List<Value> listed, int more) {
    }

    /** What the facet is called on pages. */
    static String label(Facet facet) {
        return switch (facet) {
            case COLLECTION -> "Collection";
            case COUNTRY -> "Attributed to";
            case MOTIVATION -> "Motivation";
            case SECTOR -> "Observed sectors";
            case TARGET -> "Observed countries";
            case TOOL -> "Tools";
            case GIVER -> "Name-giver";
            case CATEGORY -> "Category";
            case TYPE -> "Type";
            case FIRST_SEEN -> "First seen";
            case ACTIVE -> "Active in";
        };
    }

    /** The facets that are lists, each with as many values as the query asks for. */
    static List<Panel> of(Map<Facet, List<FacetValue>> facets, Map<Facet, Integer> totals, Steps steps) {
        List<Panel> panels = new ArrayList<>();
        facets.forEach((facet, values) -> {
            // Whose cards they are is no question where they are all of one collection.
            boolean oneCollection = facet == Facet.COLLECTION && values.size() == 1
                    && steps.query().filters().choice(facet).values().isEmpty();
            if (!YEARS.contains(facet) && !values.isEmpty() && !oneCollection) {
                panels.add(panel(facet, new FacetValues(values, totals.get(facet)), steps));
            }
        });
        return panels;
    }

    private static Panel panel(Facet facet, FacetValues all, Steps steps) {
        Values shown = shown(facet, all, steps);
        boolean some = shown.more() > 0;
        return new Panel(facet.parameter(), label(facet), shown, some ? steps.more() + "#" + facet.parameter() : "",
                some ? steps.values(facet) : "");
    }

    /** The facets that are pictures. */
    static List<YearBars> years(Map<Facet, List<FacetValue>> facets, Steps steps) {
        return facets.entrySet().stream().filter(facet -> YEARS.contains(facet.getKey()))
                .map(facet -> YearBars.of(facet.getKey().parameter(), label(facet.getKey()), facet.getValue(),
                        value -> steps.toggled(facet.getKey(), value)))
                .filter(bars -> !bars.bars().isEmpty()).toList();
    }

    /** The values that a list shows: as many as were asked for, and those that are chosen or left out. */
    static Values shown(Facet facet, FacetValues found, Steps steps) {
        List<FacetValue> all = found.values();
        Set<String> named = steps.query().filters().choice(facet).values();
        Set<FacetValue> first = all.stream().filter(value -> !named.contains(value.value()))
                .limit(steps.query().facets().size()).collect(Collectors.toSet());
        int most = all.stream().mapToInt(FacetValue::count).max().orElse(0);
        List<Value> listed = all.stream().filter(value -> named.contains(value.value()) || first.contains(value))
                .map(value -> value(value, most, facet, steps)).toList();
        return new Values(listed, found.total() - listed.size());
    }

    private static Value value(FacetValue value, int most, Facet facet, Steps steps) {
        boolean excluded = steps.query().filters().choice(facet).not().contains(value.value());
        return new Value(value.value(), value.count(), most == 0 ? 0 : Math.ceilDiv(100 * value.count(), most),
                value.selected(), steps.toggled(facet, value), excluded ? "" : steps.excluding(facet, value.value()));
    }
}
