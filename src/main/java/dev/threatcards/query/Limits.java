package dev.threatcards.query;

import java.time.Duration;
import java.util.Objects;
import java.util.function.ToIntBiFunction;

import dev.threatcards.error.InvalidQueryException;

/**
 * Limits on requests, see {@code dev.threatcards.Options}. Immutable.
 *
 * @param searchTime the longest time for a search, a facet, statistics or the selection of an export. The time to open the index does
 *     not count
 * @param queryLength the longest query text, in characters: a long sentence fits, a pasted report does not
 * @param queryWords the most words of a query, at most {@link #QUERY_WORDS}; further words are ignored. Each word becomes many
 *     clauses, and Lucene allows 1,024 in total
 * @param queryPrefixes the most words with an asterisk in a query; each is compared with all terms that begin so
 * @param pageSize the largest page, in cards, at most {@link #PAGE_SIZE}, because a response is held in memory
 * @param pageDepth the deepest card that can be paged to, at most {@link #PAGE_DEPTH}, because deep pages cost memory
 * @param facetSize the most values of a facet in a response, at most {@link #FACET_SIZE}, because a response is held in memory
 * @param filterValues the most values in the filter of one facet; each becomes a clause
 * @param filterLength the longest value of a filter, in characters; no card has a longer label
 * @param nameLength the longest name that can be resolved, in characters; no card has a longer name
 * @param names the most names in one call to resolve
 * @param compared the most actors in a comparison
 */
public record Limits(Duration searchTime, int queryLength, int queryWords, int queryPrefixes, int pageSize,
        int pageDepth, int facetSize, int filterValues, int filterLength, int nameLength, int names, int compared) {

    // The defaults of the components with these names.
    public static final Duration SEARCH_TIME = Duration.ofSeconds(5);
    public static final int QUERY_LENGTH = 1_000;
    public static final int QUERY_WORDS = 64;
    public static final int QUERY_PREFIXES = 8;
    public static final int PAGE_SIZE = 100;
    public static final int PAGE_DEPTH = 10_000;
    public static final int FACET_SIZE = 5_000;
    public static final int FILTER_VALUES = 100;
    public static final int FILTER_LENGTH = 200;
    public static final int NAME_LENGTH = 200;
    public static final int NAMES = 1_000;
    public static final int COMPARED = 5;

    private static final Duration LONGEST = Duration.ofDays(1);

    /** The default limits. */
    public static final Limits DEFAULT = new Limits(SEARCH_TIME, QUERY_LENGTH, QUERY_WORDS, QUERY_PREFIXES, PAGE_SIZE,
            PAGE_DEPTH, FACET_SIZE, FILTER_VALUES, FILTER_LENGTH, NAME_LENGTH, NAMES, COMPARED);

    /** The limits that are numbers, see the components of {@link Limits}. */
    public enum Bound {
        QUERY_LENGTH, QUERY_WORDS, QUERY_PREFIXES, PAGE_SIZE, PAGE_DEPTH, FACET_SIZE, FILTER_VALUES, FILTER_LENGTH, NAME_LENGTH, NAMES, COMPARED
    }

    /**
     * @throws IllegalArgumentException if a limit is less than 1 or above its maximum
     */
    public Limits {
        Objects.requireNonNull(searchTime, "searchTime");
        if (!searchTime.isPositive() || searchTime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "searchTime is more than nothing and at most a day; " + searchTime + " is not");
        }
        requireBound("queryLength", queryLength, Integer.MAX_VALUE);
        requireBound("queryWords", queryWords, QUERY_WORDS);
        requireBound("queryPrefixes", queryPrefixes, QUERY_WORDS);
        requireBound("pageSize", pageSize, PAGE_SIZE);
        requireBound("pageDepth", pageDepth, PAGE_DEPTH);
        requireBound("facetSize", facetSize, FACET_SIZE);
        requireBound("filterValues", filterValues, QUERY_LENGTH);
        requireBound("filterLength", filterLength, Integer.MAX_VALUE);
        requireBound("nameLength", nameLength, Integer.MAX_VALUE);
        requireBound("names", names, Integer.MAX_VALUE);
        requireBound("compared", compared, Integer.MAX_VALUE);
    }

    private static void requireBound(String name, int bound, int most) {
        if (bound < 1 || bound > most) {
            throw new IllegalArgumentException(name + " is a number from 1 to " + most + "; " + bound + " is not");
        }
    }

    /** Changes {@link #searchTime}. */
    public Limits withSearchTime(Duration searchTime) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /**
     * Changes one of the limits that are numbers.
     *
     * @throws IllegalArgumentException if the value is less than 1 or above the limit's maximum
     */
    public Limits with(Bound bound, int value) {
        Objects.requireNonNull(bound, "bound");
        ToIntBiFunction<Bound, Integer> of = (each, current) -> each == bound ? value : current;
        return new Limits(searchTime, of.applyAsInt(Bound.QUERY_LENGTH, queryLength),
                of.applyAsInt(Bound.QUERY_WORDS, queryWords), of.applyAsInt(Bound.QUERY_PREFIXES, queryPrefixes),
                of.applyAsInt(Bound.PAGE_SIZE, pageSize), of.applyAsInt(Bound.PAGE_DEPTH, pageDepth),
                of.applyAsInt(Bound.FACET_SIZE, facetSize), of.applyAsInt(Bound.FILTER_VALUES, filterValues),
                of.applyAsInt(Bound.FILTER_LENGTH, filterLength), of.applyAsInt(Bound.NAME_LENGTH, nameLength),
                of.applyAsInt(Bound.NAMES, names), of.applyAsInt(Bound.COMPARED, compared));
    }

    /**
     * Checks the size of a list against the default limits.
     *
     * @throws InvalidQueryException if it is out of range
     */
    public static void requireSize(int size) {
        DEFAULT.requirePageSize(size);
    }

    /**
     * Checks the page and the number of facet values in a request.
     *
     * @throws InvalidQueryException if a limit is exceeded
     */
    public void require(int page, int size, int facets) {
        requirePage(page, size);
        requireFacetSize(facets);
    }

    void requirePage(int page, int size) {
        requirePageSize(size);
        if ((long) page * size > pageDepth) {
            throw new InvalidQueryException("page", "Pages reach down to card " + pageDepth + "; page " + page + " of "
                    + size + " cards lies deeper. Narrow the search instead.");
        }
    }

    /**
     * Checks the number of cards in a list.
     *
     * @throws InvalidQueryException if it is out of range
     */
    public void requirePageSize(int size) {
        if (size < 0 || size > pageSize) {
            throw new InvalidQueryException("size",
                    "\"size\" is a number from 0 to " + pageSize + "; " + size + " is not.");
        }
    }

    /** Checks the number of values in a list. */
    public void requireFacetSize(int size) {
        if (size < 0 || size > facetSize) {
            throw new InvalidQueryException("facetSize",
                    "\"facetSize\" is a number from 0 to " + facetSize + "; " + size + " is not.");
        }
    }

    /**
     * Checks the length of a query text.
     *
     * @throws InvalidQueryException if it is too long
     */
    public void requireText(String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() > queryLength) {
            throw new InvalidQueryException("q",
                    "A query has at most " + queryLength + " characters; this one has " + text.length() + ".");
        }
    }
}
