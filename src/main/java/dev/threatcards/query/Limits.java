package dev.threatcards.query;

import java.time.Duration;
import java.util.Objects;

import dev.threatcards.error.InvalidQueryException;

/**
 * The bounds on what may be asked of an index, each with its unit and its reason. Immutable: each {@code with} method gives other
 * limits. An index is opened with them, see {@code dev.threatcards.Options}.
 *
 * @param searchTime how long a search, a facet, a landscape or the selection of an export may take before it is given up, from its
 *     own start: opening the index and loading the program are not counted. Protects a server's other users
 * @param queryLength the longest query text, in characters: a long sentence fits, a pasted report does not
 * @param queryWords words of a query that are searched for, at most {@link #QUERY_WORDS}; those that follow are ignored. Each becomes
 *     many clauses (a name, a phrase, labels, a field each), and Lucene takes 1,024 of them in all
 * @param queryPrefixes words with an asterisk in a query; each goes through all terms that begin so
 * @param pageSize the largest page, in cards, at most {@link #PAGE_SIZE}: an answer is held in memory
 * @param pageDepth the deepest card that can be paged to, at most {@link #PAGE_DEPTH}: pages cost memory by their depth
 * @param facetSize the most values of a facet in one answer, at most {@link #FACET_SIZE}: an answer is held in memory
 * @param filterValues the most values selected or excluded in one facet; each is a clause
 * @param filterLength the longest value of a filter, in characters; no card has a longer label
 * @param nameLength the longest name that is looked up, in characters; nothing longer is anybody's name
 * @param names the most names in one call to resolve: a page of a report has fewer, and a longer list can be asked for in parts
 * @param compared the most actors that are compared: more columns than that nobody reads
 */
public record Limits(Duration searchTime, int queryLength, int queryWords, int queryPrefixes, int pageSize,
        int pageDepth, int facetSize, int filterValues, int filterLength, int nameLength, int names, int compared) {

    /** The usual {@link #searchTime}. */
    public static final Duration SEARCH_TIME = Duration.ofSeconds(5);

    /** The usual {@link #queryLength}. */
    public static final int QUERY_LENGTH = 1_000;

    /** The usual {@link #queryWords}, and the most. */
    public static final int QUERY_WORDS = 32;

    /** The usual {@link #queryPrefixes}. */
    public static final int QUERY_PREFIXES = 8;

    /** The usual {@link #pageSize}, and the most. */
    public static final int PAGE_SIZE = 100;

    /** The usual {@link #pageDepth}, and the most. */
    public static final int PAGE_DEPTH = 10_000;

    /** The usual {@link #facetSize}, and the most. */
    public static final int FACET_SIZE = 5_000;

    /** The usual {@link #filterValues}. */
    public static final int FILTER_VALUES = 100;

    /** The usual {@link #filterLength}. */
    public static final int FILTER_LENGTH = 200;

    /** The usual {@link #nameLength}. */
    public static final int NAME_LENGTH = 200;

    /** The usual {@link #names}. */
    public static final int NAMES = 1_000;

    /** The usual {@link #compared}. */
    public static final int COMPARED = 5;

    private static final Duration LONGEST = Duration.ofDays(1);

    /** The limits unless told otherwise. */
    public static final Limits DEFAULT = new Limits(SEARCH_TIME, QUERY_LENGTH, QUERY_WORDS, QUERY_PREFIXES, PAGE_SIZE,
            PAGE_DEPTH, FACET_SIZE, FILTER_VALUES, FILTER_LENGTH, NAME_LENGTH, NAMES, COMPARED);

    /**
     * @throws IllegalArgumentException if a bound is less than one, or more than may be
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

    /** These limits with another {@link #searchTime}. */
    public Limits withSearchTime(Duration searchTime) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #queryLength}. */
    public Limits withQueryLength(int queryLength) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #queryWords}. */
    public Limits withQueryWords(int queryWords) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #queryPrefixes}. */
    public Limits withQueryPrefixes(int queryPrefixes) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #pageSize}. */
    public Limits withPageSize(int pageSize) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #pageDepth}. */
    public Limits withPageDepth(int pageDepth) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #facetSize}. */
    public Limits withFacetSize(int facetSize) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #filterValues}. */
    public Limits withFilterValues(int filterValues) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #filterLength}. */
    public Limits withFilterLength(int filterLength) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #nameLength}. */
    public Limits withNameLength(int nameLength) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #names}. */
    public Limits withNames(int names) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /** These limits with another {@link #compared}. */
    public Limits withCompared(int compared) {
        return new Limits(searchTime, queryLength, queryWords, queryPrefixes, pageSize, pageDepth, facetSize,
                filterValues, filterLength, nameLength, names, compared);
    }

    /**
     * Checks that a list may be so long by the usual limits.
     *
     * @throws InvalidQueryException if it may not
     */
    public static void requireSize(int size) {
        DEFAULT.requirePageSize(size);
    }

    /**
     * Checks the page and the length of lists of values in a request.
     *
     * @throws InvalidQueryException if one of them is beyond a limit
     */
    public void require(int page, int size, int facets) {
        requirePage(page, size);
        requireFacetSize(facets);
    }

    /**
     * Checks that a page of so many cards is allowed.
     *
     * @throws InvalidQueryException if it has too many cards, or lies deeper than {@link #pageDepth}
     */
    void requirePage(int page, int size) {
        requirePageSize(size);
        if ((long) page * size > pageDepth) {
            throw new InvalidQueryException("page", "Pages reach down to card " + pageDepth + "; page " + page + " of "
                    + size + " cards lies deeper. Narrow the search instead.");
        }
    }

    /**
     * Checks that a list of cards may be so long.
     *
     * @throws InvalidQueryException if it may not
     */
    public void requirePageSize(int size) {
        if (size < 0 || size > pageSize) {
            throw new InvalidQueryException("size",
                    "\"size\" is a number from 0 to " + pageSize + "; " + size + " is not.");
        }
    }

    /** Checks that a list of values may be so long. */
    public void requireFacetSize(int size) {
        if (size < 0 || size > facetSize) {
            throw new InvalidQueryException("facetSize",
                    "\"facetSize\" is a number from 0 to " + facetSize + "; " + size + " is not.");
        }
    }

    /**
     * Checks that a text may be so long.
     *
     * @throws InvalidQueryException if it may not
     */
    public void requireText(String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() > queryLength) {
            throw new InvalidQueryException("q",
                    "A query has at most " + queryLength + " characters; this one has " + text.length() + ".");
        }
    }
}
