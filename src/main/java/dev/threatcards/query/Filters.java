package dev.threatcards.query;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a card's values have to be. Facets all have to hold; within a facet a card needs one of {@code any}, every one of
 * {@code all}, and none of {@code not}.
 */
public record Filters(Map<Facet, Choice> choices) {

    /** How values of a facet are asked for. */
    public enum Mode {
        ANY, ALL, NOT
    }

    /** What is asked of one facet, values in the order in which they were chosen. */
    public record Choice(Set<String> any, Set<String> all, Set<String> not) {

        static final Choice NONE = new Choice(Set.of(), Set.of(), Set.of());

        public Choice {
            any = DefensiveCopies.set(any, "any");
            all = DefensiveCopies.set(all, "all");
            not = DefensiveCopies.set(not, "not");
        }

        /** Every value named, whatever is asked of it. */
        public Set<String> values() {
            Set<String> values = new LinkedHashSet<>(any);
            values.addAll(all);
            values.addAll(not);
            return Collections.unmodifiableSet(values);
        }

        /** The values that are asked for in that way. */
        public Set<String> values(Mode mode) {
            Objects.requireNonNull(mode, "mode");
            return switch (mode) {
                case ANY -> any;
                case ALL -> all;
                case NOT -> not;
            };
        }

        private Choice with(Mode mode, String value) {
            return switch (mode) {
                case ANY -> new Choice(plus(any, value), all, not);
                case ALL -> new Choice(any, plus(all, value), not);
                case NOT -> new Choice(any, all, plus(not, value));
            };
        }

        private Choice without(String value) {
            return new Choice(minus(any, value), minus(all, value), minus(not, value));
        }

        private static Set<String> minus(Set<String> values, String value) {
            Set<String> fewer = new LinkedHashSet<>(values);
            fewer.remove(value);
            return Collections.unmodifiableSet(fewer);
        }

        private static Set<String> plus(Set<String> values, String value) {
            Set<String> more = new LinkedHashSet<>(values);
            more.add(value);
            return Collections.unmodifiableSet(more);
        }
    }

    public static final Filters NONE = new Filters(Map.of());

    public Filters {
        choices = DefensiveCopies.enumMap(choices, "choices");
    }

    /** These filters and one more value. */
    public Filters with(Facet facet, Mode mode, String value) {
        Objects.requireNonNull(facet, "facet");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(value, "value");
        Choice choice = choice(facet).with(mode, value);
        Map<Facet, Choice> more = new EnumMap<>(Facet.class);
        more.putAll(choices);
        more.put(facet, choice);
        return new Filters(more);
    }

    /** These filters with that value in the place of all others asked for in the same way. */
    public Filters withOnly(Facet facet, Mode mode, String value) {
        Filters only = this;
        for (String other : choice(facet).values(mode)) {
            only = only.without(facet, other);
        }
        return only.with(facet, mode, value);
    }

    /** These filters and nothing asked of that value. */
    public Filters without(Facet facet, String value) {
        Objects.requireNonNull(facet, "facet");
        Objects.requireNonNull(value, "value");
        Map<Facet, Choice> fewer = new EnumMap<>(Facet.class);
        fewer.putAll(choices);
        Choice choice = choice(facet).without(value);
        if (choice.values().isEmpty()) {
            fewer.remove(facet);
        } else {
            fewer.put(facet, choice);
        }
        return new Filters(fewer);
    }

    /**
     * Checks that this can be asked of cards of the kind.
     *
     * @throws InvalidQueryException if they lack a facet, or if it is more than the limits allow
     */
    public void requireWithin(Limits limits, Kind kind) {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(kind, "kind");
        choices.forEach((facet, choice) -> {
            requireFacets(kind, Set.of(facet), facet.parameter());
            if (choice.values().size() > limits.filterValues()) {
                throw new InvalidQueryException(facet.parameter(), "At most " + limits.filterValues() + " values of \""
                        + facet.parameter() + "\" can be asked for at once.");
            }
            if (choice.values().stream().anyMatch(value -> value.length() > limits.filterLength())) {
                throw new InvalidQueryException(facet.parameter(), "A value of \"" + facet.parameter()
                        + "\" has at most " + limits.filterLength() + " characters.");
            }
        });
    }

    /**
     * Checks that cards of the kind have the facets.
     *
     * @param parameter the parameter that names the facets, for the message
     * @throws InvalidQueryException if they lack one
     */
    public static void requireFacets(Kind kind, Set<Facet> facets, String parameter) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(facets, "facets");
        Objects.requireNonNull(parameter, "parameter");
        Set<Facet> known = Facet.of(kind);
        for (Facet facet : facets) {
            if (!known.contains(Objects.requireNonNull(facet, "facets"))) {
                throw new InvalidQueryException(parameter,
                        "Cards of " + kind.key() + "s have no facet \"" + facet.parameter() + "\"; they have "
                                + known.stream().map(Facet::parameter).collect(Collectors.joining(", ")) + ".");
            }
        }
    }

    /** What is asked of that facet; nothing of most. */
    public Choice choice(Facet facet) {
        Objects.requireNonNull(facet, "facet");
        return choices.getOrDefault(facet, Choice.NONE);
    }

    /** Whether nothing is asked of any facet. */
    public boolean isEmpty() {
        return choices.isEmpty();
    }

    /** How many values are named in all. */
    public int size() {
        return choices.values().stream().flatMap(choice -> Stream.of(choice.any, choice.all, choice.not))
                .mapToInt(Set::size).sum();
    }
}
