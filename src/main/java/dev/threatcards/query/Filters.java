package dev.threatcards.query;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * Conditions on the facet values of cards. A card must meet the condition of every facet: it has one of the values {@code any}, every
 * value in {@code all}, and none in {@code not}. A value is written as cards have it, or in any way that the query syntax understands
 * behind the name of the facet: "china" and "RU" as countries, another name of a tool, "Fin*". A facet with years takes a date or a range,
 * see {@link DateRange}, and every facet {@link #NO_VALUE}. Without a condition on {@link Facet#EDITION}, a search finds current cards. The result says how each was understood.
 */
public record Filters(Map<Facet, Choice> choices) {

    /** How a value is required or excluded. */
    public enum Mode {
        ANY, ALL, NOT
    }

    /** The condition of one facet, with values in the order in which they were added. */
    public record Choice(Set<String> any, Set<String> all, Set<String> not) {

        static final Choice NONE = new Choice(Set.of(), Set.of(), Set.of());

        public Choice {
            any = DefensiveCopies.set(any, "any");
            all = DefensiveCopies.set(all, "all");
            not = DefensiveCopies.set(not, "not");
        }

        /** All values of the condition. */
        public Set<String> values() {
            Set<String> values = new LinkedHashSet<>(any);
            values.addAll(all);
            values.addAll(not);
            return Collections.unmodifiableSet(values);
        }

        /** The values of that mode. */
        public Set<String> values(Mode mode) {
            Objects.requireNonNull(mode, "mode");
            return switch (mode) {
                case ANY -> any;
                case ALL -> all;
                case NOT -> not;
            };
        }

        private Choice with(Mode mode, String value) {
            return new Choice(mode == Mode.ANY ? plus(any, value) : any, mode == Mode.ALL ? plus(all, value) : all,
                    mode == Mode.NOT ? plus(not, value) : not);
        }

        private Choice without(String value) {
            return new Choice(minus(any, value), minus(all, value), minus(not, value));
        }

        private static Set<String> minus(Set<String> values, String value) {
            Set<String> fewer = new LinkedHashSet<>(values);
            fewer.remove(value);
            return fewer;
        }

        private static Set<String> plus(Set<String> values, String value) {
            Set<String> more = new LinkedHashSet<>(values);
            more.add(value);
            return more;
        }
    }

    public static final Filters NONE = new Filters(Map.of());

    /** The value that stands for cards without any value of the facet, in any case. */
    public static final String NO_VALUE = "none";

    /** The value of {@link Facet#EDITION} that stands for cards of any status, in any case. */
    public static final String ANY_EDITION = "all";

    public Filters {
        choices = DefensiveCopies.enumMap(choices, "choices");
    }

    /** Adds a value, in the form in which cards have it, see {@link Facet#normal}. */
    public Filters with(Facet facet, Mode mode, String value) {
        NullChecks.requireNonNull("facet", facet, "mode", mode, "value", value);
        return with(facet, choice(facet).with(mode, facet.normal(value)));
    }

    /** Replaces the facet's values of that mode by one value. */
    public Filters withOnly(Facet facet, Mode mode, String value) {
        Filters only = this;
        for (String other : choice(facet).values(mode)) {
            only = only.without(facet, other);
        }
        return only.with(facet, mode, value);
    }

    /** Removes a value, whatever its mode. */
    public Filters without(Facet facet, String value) {
        NullChecks.requireNonNull("facet", facet, "value", value);
        return with(facet, choice(facet).without(facet.normal(value)));
    }

    private Filters with(Facet facet, Choice choice) {
        Map<Facet, Choice> changed = new EnumMap<>(Facet.class);
        changed.putAll(choices);
        changed.put(facet, choice);
        changed.values().removeIf(each -> each.values().isEmpty());
        return new Filters(changed);
    }

    /**
     * Checks the filters for a search of one kind of card.
     *
     * @throws InvalidQueryException if that kind does not have a facet, if a facet with years has a value that is no date and no range, or
     *     if the filters exceed the limits
     */
    public void requireWithin(Limits limits, Kind kind) {
        NullChecks.requireNonNull("limits", limits, "kind", kind);
        choices.forEach((facet, choice) -> {
            requireFacets(kind, Set.of(facet), facet.parameter());
            if (choice.values().size() > limits.filterValues()) {
                throw new InvalidQueryException(facet.parameter(), "At most " + limits.filterValues() + " values of \""
                        + facet.parameter() + "\" can be asked for at once.");
            }
            if (facet.hasYears()) {
                requireDates(facet.parameter(), choice.values());
            }
            if (choice.values().stream().anyMatch(value -> value.length() > limits.filterLength())) {
                throw new InvalidQueryException(facet.parameter(), "A value of \"" + facet.parameter()
                        + "\" has at most " + limits.filterLength() + " characters.");
            }
        });
    }

    /**
     * Checks that a kind of card has the facets.
     *
     * @param parameter the parameter that names the facets, for the message
     * @throws InvalidQueryException if it lacks one
     */
    public static void requireFacets(Kind kind, Set<Facet> facets, String parameter) {
        NullChecks.requireNonNull("kind", kind, "facets", facets, "parameter", parameter);
        Set<Facet> known = Facet.of(kind);
        for (Facet facet : facets) {
            if (!known.contains(Objects.requireNonNull(facet, "facets"))) {
                throw new InvalidQueryException(parameter,
                        "Cards of " + kind.key() + "s have no facet \"" + facet.parameter() + "\"; they have "
                                + known.stream().map(Facet::parameter).collect(Collectors.joining(", ")) + ".");
            }
        }
    }

    /** Whether the text asks for cards without a value, see {@link #NO_VALUE}. */
    public static boolean isNone(String value) {
        return NO_VALUE.equalsIgnoreCase(Objects.requireNonNull(value, "value").strip());
    }

    /** Whether the text asks for cards of any status, see {@link #ANY_EDITION}. */
    public static boolean isAnyEdition(String value) {
        return ANY_EDITION.equalsIgnoreCase(Objects.requireNonNull(value, "value").strip());
    }

    static void requireDates(String parameter, Set<String> values) {
        values.stream().filter(value -> !isNone(value) && DateRange.parse(value).isEmpty()).findFirst()
                .ifPresent(value -> {
                    throw new InvalidQueryException(parameter, "\"" + parameter
                            + "\" is a date or a range of dates, such as 2015, 2010..2015, 2022.. or ..2024-06-30, or \""
                            + NO_VALUE + "\"; \"" + value + "\" is neither.");
                });
    }

    /** The facet's condition; one without values if there is none. */
    public Choice choice(Facet facet) {
        Objects.requireNonNull(facet, "facet");
        return choices.getOrDefault(facet, Choice.NONE);
    }

    /** Whether there are no filters. */
    public boolean isEmpty() {
        return choices.isEmpty();
    }

    /** The number of values in all conditions. */
    public int size() {
        return choices.values().stream().mapToInt(choice -> choice.any.size() + choice.all.size() + choice.not.size())
                .sum();
    }
}
