package dev.threatcards.query;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A search for operations. Immutable: each method returns a new query.
 * <pre>{@code
 * cards.operations(OperationQuery.of("power grid").with(Facet.COUNTRY, "Russia").active("2015..2016"));
 * }</pre>
 *
 * @param text the query as a user types it, in the language of queries for cards; blank for all operations. Fields are those of the actor,
 *     but {@code active:} and {@code cve:} those of the operation
 * @param actors conditions on the facets of the actors, see {@link OperationFacet#ofActors}
 * @param values for each facet of the operations, the values of which one has to hold: as operations have them, or as a user writes them: any name
 *     or the uuid of an actor, a range of years, a beginning with an asterisk, or {@link Filters#NO_VALUE}. The result says how each was understood
 * @param active when the operation may have started: a date ("2020", "2020-03") or a range ("2020-03..2020-06", "2022.."); blank for any time
 * @param page the number of the page, from 1
 * @param size operations on a page, 0 to {@link Limits#PAGE_SIZE}; 0 if only the counts are needed
 * @param facets the parameters of the facets to count, see {@link OperationFacet#parameters}
 * @param facetSize the most values of each facet, in addition to those that are asked for
 */
public record OperationQuery(String text, Filters actors, Map<OperationFacet, Set<String>> values, String active,
        Sort sort, int page, int size, Set<String> facets, int facetSize) {

    /** The order of operations. Those without a known date come last. */
    public enum Sort {
        /** The newest first: by the month in which it started; of one month, dates that are longer than a month come last. */
        NEWEST("-date"),
        /** The oldest first. */
        OLDEST("date"),
        /** Those that say the most of the text first, the newest first among equals. */
        RELEVANCE("relevance");

        private final String parameter;

        Sort(String parameter) {
            this.parameter = parameter;
        }

        /** The value of the "sort" parameter. */
        public String parameter() {
            return parameter;
        }

        /**
         * Parses an order.
         *
         * @throws InvalidQueryException if there is no such order
         */
        public static Sort of(String text) {
            Objects.requireNonNull(text, "text");
            return Arrays.stream(values()).filter(sort -> sort.parameter.equals(text)).findFirst()
                    .orElseThrow(() -> new InvalidQueryException("sort", "There is no order \"" + text
                            + "\" of operations; known are -date (the newest first), date and relevance."));
        }
    }

    /** The default number of operations on a page. */
    public static final int DEFAULT_SIZE = 20;

    /**
     * @throws InvalidQueryException if the page is outside of {@link Limits}
     */
    public OperationQuery {
        NullChecks.requireNonNull("text", text, "actors", actors, "active", active, "sort", sort);
        values = copy(values);
        facets = DefensiveCopies.set(facets, "facets");
        Limits.requireSize(size);
        Limits.DEFAULT.requireFacetSize(facetSize);
        if (page < 1) {
            throw new InvalidQueryException("page", "\"page\" is a number from 1 on; " + page + " is not.");
        }
        Limits.DEFAULT.requirePage(page, size);
    }

    private static Map<OperationFacet, Set<String>> copy(Map<OperationFacet, Set<String>> values) {
        Map<OperationFacet, Set<String>> copied = new EnumMap<>(OperationFacet.class);
        DefensiveCopies.enumMap(values, "values")
                .forEach((facet, some) -> copied.put(facet, DefensiveCopies.set(some, "values")));
        copied.values().removeIf(Set::isEmpty);
        return DefensiveCopies.enumMap(copied, "values");
    }

    private static void requireKnown(String parameter, boolean known) {
        if (!known) {
            throw new InvalidQueryException(parameter, "Operations do not have this facet; they have "
                    + String.join(", ", OperationFacet.parameters()) + ".");
        }
    }

    private static void requireKind(String kind) {
        List<String> kinds = Arrays.stream(Operation.Kind.values()).map(Operation.Kind::key).toList();
        if (!kinds.contains(kind)) {
            throw new InvalidQueryException(OperationFacet.KIND.parameter(), "\"kind\" is "
                    + kinds.stream().collect(Collectors.joining(" or ")) + "; \"" + kind + "\" is neither.");
        }
    }

    /** A query for the text: the newest 20 operations, all facets with ten values each. */
    public static OperationQuery of(String text) {
        return new OperationQuery(text, Filters.NONE, Map.of(), "", Sort.NEWEST, 1, DEFAULT_SIZE,
                new LinkedHashSet<>(OperationFacet.parameters()), FacetRequest.DEFAULT.size());
    }

    /** A query for all operations. */
    public static OperationQuery all() {
        return of("");
    }

    /** Changes the text. */
    public OperationQuery text(String text) {
        return new OperationQuery(text, actors, values, active, sort, page, size, facets, facetSize);
    }

    /** Requires an actor with one of the facet's values that were added by this method. */
    public OperationQuery with(Facet facet, String value) {
        return actors(actors.with(facet, Mode.ANY, value));
    }

    /**
     * Changes the conditions on the actors.
     *
     * @param filters their facets are some of {@link OperationFacet#ofActors}
     */
    public OperationQuery actors(Filters filters) {
        Objects.requireNonNull(filters, "filters");
        return new OperationQuery(text, filters, values, active, sort, page, size, facets, facetSize);
    }

    /**
     * Requires one of the facet's values that were added by this method: "fancybear" as {@link OperationFacet#ACTOR}, "2015..2017" as
     * {@link OperationFacet#YEAR}.
     */
    public OperationQuery with(OperationFacet facet, String value) {
        NullChecks.requireNonNull("facet", facet, "value", value);
        Set<String> more = new LinkedHashSet<>(values(facet));
        more.add(facet.normal(value));
        return with(facet, more);
    }

    /** Removes a value. */
    public OperationQuery without(OperationFacet facet, String value) {
        NullChecks.requireNonNull("facet", facet, "value", value);
        Set<String> fewer = new LinkedHashSet<>(values(facet));
        fewer.remove(facet.normal(value));
        return with(facet, fewer);
    }

    private OperationQuery with(OperationFacet facet, Set<String> replaced) {
        Map<OperationFacet, Set<String>> changed = new EnumMap<>(OperationFacet.class);
        changed.putAll(values);
        changed.put(facet, replaced);
        return new OperationQuery(text, actors, changed, active, sort, page, size, facets, facetSize);
    }

    /** Changes when operations may have started: "2020-03", "2020-03..2020-06"; blank for any time. */
    public OperationQuery active(String active) {
        return new OperationQuery(text, actors, values, active, sort, page, size, facets, facetSize);
    }

    /** Changes the order. */
    public OperationQuery orderedBy(Sort sort) {
        return new OperationQuery(text, actors, values, active, sort, page, size, facets, facetSize);
    }

    /**
     * Selects a page.
     *
     * @throws InvalidQueryException if the page is outside of {@link Limits}
     */
    public OperationQuery page(int page, int size) {
        return new OperationQuery(text, actors, values, active, sort, page, size, facets, facetSize);
    }

    /**
     * Counts only the facets with these parameters.
     *
     * @param size the most values of each facet, 0 to 5,000, in addition to those that are asked for
     * @throws InvalidQueryException if the size is out of range
     */
    public OperationQuery facets(Set<String> facets, int size) {
        return new OperationQuery(text, actors, values, active, sort, page, this.size, facets, size);
    }

    /** The values of a facet of operations that are asked for, in the order in which they were added. */
    public Set<String> values(OperationFacet facet) {
        return values.getOrDefault(Objects.requireNonNull(facet, "facet"), Set.of());
    }

    /** Whether it asks for all operations. */
    public boolean isWhole() {
        return text.isBlank() && actors.isEmpty() && values.isEmpty() && active.isBlank();
    }

    /**
     * Checks the query for a search.
     *
     * @throws InvalidQueryException if it exceeds the limits, names a facet that operations do not have, or a kind that there is not, or has a
     *     year that is no date and no range
     */
    public void requireWithin(Limits limits) {
        Objects.requireNonNull(limits, "limits");
        actors.choices().keySet()
                .forEach(facet -> requireKnown(facet.parameter(), OperationFacet.ofActors().contains(facet)));
        facets.forEach(facet -> requireKnown("facets", OperationFacet.parameters().contains(facet)));
        values(OperationFacet.KIND).forEach(OperationQuery::requireKind);
        Filters.requireDates(OperationFacet.YEAR.parameter(), values(OperationFacet.YEAR));
        limits.requireText(text);
        limits.require(page, size, facetSize);
        actors.requireWithin(limits, Kind.ACTOR);
        values.forEach((facet, some) -> {
            if (some.size() > limits.filterValues()) {
                throw new InvalidQueryException(facet.parameter(), "At most " + limits.filterValues() + " values of \""
                        + facet.parameter() + "\" can be asked for at once.");
            }
            if (some.stream().anyMatch(value -> value.length() > limits.filterLength())) {
                throw new InvalidQueryException(facet.parameter(), "A value of \"" + facet.parameter()
                        + "\" has at most " + limits.filterLength() + " characters.");
            }
        });
    }
}
