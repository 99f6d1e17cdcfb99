package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.deck.ReadValue;
import dev.threatcards.deck.ValueReader;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.SearchAdvice.ReadFilter;

/** The values of filters as the cards of a scope have them. Immutable. */
final class ReadFilters {

    /** The most values that are suggested in place of one that no card has. */
    static final int NEAREST = 5;

    private final Map<Facet, Map<Mode, List<ReadValue>>> values;

    private ReadFilters(Map<Facet, Map<Mode, List<ReadValue>>> values) {
        this.values = values;
    }

    static ReadFilters of(Filters filters, ValueReader reader) throws IOException {
        Map<Facet, Map<Mode, List<ReadValue>>> values = new EnumMap<>(Facet.class);
        for (Map.Entry<Facet, Choice> filter : filters.choices().entrySet()) {
            Map<Mode, List<ReadValue>> ofFacet = new EnumMap<>(Mode.class);
            for (Mode mode : Mode.values()) {
                List<ReadValue> read = new ArrayList<>();
                for (String value : filter.getValue().values(mode)) {
                    read.add(reader.read(filter.getKey(), value));
                }
                ofFacet.put(mode, List.copyOf(read));
            }
            values.put(filter.getKey(), ofFacet);
        }
        return new ReadFilters(values);
    }

    /** These filters and one more value, of which a card has to have this or another of the facet. */
    ReadFilters with(ReadValue value) {
        Map<Facet, Map<Mode, List<ReadValue>>> more = new EnumMap<>(Facet.class);
        more.putAll(values);
        Map<Mode, List<ReadValue>> ofFacet = new EnumMap<>(Mode.class);
        ofFacet.putAll(values.getOrDefault(value.facet(), Map.of()));
        ofFacet.put(Mode.ANY, Stream.concat(of(value.facet(), Mode.ANY).stream(), Stream.of(value)).toList());
        more.put(value.facet(), ofFacet);
        return new ReadFilters(more);
    }

    /** The facets that are filtered. */
    Set<Facet> facets() {
        return values.keySet();
    }

    /** The values of the facet in that mode; none if it is not filtered. */
    List<ReadValue> of(Facet facet, Mode mode) {
        return values.getOrDefault(facet, Map.of()).getOrDefault(mode, List.of());
    }

    /**
     * The values by which the facet is filtered as its list shows them, with whether they are required: of a range its years, and what no card
     * has as it was written.
     */
    Map<String, Boolean> listed(Facet facet) {
        Map<String, Boolean> listed = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) {
            for (ReadValue value : of(facet, mode)) {
                for (String each : shown(value)) {
                    listed.merge(each, mode != Mode.NOT, Boolean::logicalOr);
                }
            }
        }
        return listed;
    }

    private static Set<String> shown(ReadValue value) {
        if (value.isNone()) {
            return Set.of(Filters.NO_VALUE);
        }
        return value.values().isEmpty() && value.range().isEmpty() ? Set.of(value.written()) : value.values();
    }

    /** How each value was understood, with the nearest values in place of one that means nothing. */
    List<ReadFilter> understood(ValueReader reader) throws IOException {
        List<ReadFilter> understood = new ArrayList<>();
        for (Facet facet : values.keySet()) {
            for (Mode mode : Mode.values()) {
                for (ReadValue value : of(facet, mode)) {
                    understood.add(understood(value, mode, reader));
                }
            }
        }
        return List.copyOf(understood);
    }

    static ReadFilter understood(ReadValue value, Mode mode, ValueReader reader) throws IOException {
        List<String> nearest = value.isMeaningless()
                ? reader.nearest(value.facet(), value.written(), NEAREST)
                : List.of();
        return new ReadFilter(value.facet(), mode, value.written(), value.words(), List.copyOf(value.values()),
                nearest);
    }
}
