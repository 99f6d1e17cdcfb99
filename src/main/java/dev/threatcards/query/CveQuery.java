package dev.threatcards.query;

import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.text.NullChecks;

/**
 * Which vulnerabilities to list.
 *
 * @param text a part of the ids, such as "2017" or "CVE-2017-118"; blank for all
 * @param filters conditions on the cards that mention them; tools are counted only if they have all of these facets
 * @param page the number of the page, from 1
 * @param size ids on a page, at most {@link Limits#FACET_SIZE}
 */
public record CveQuery(String text, Filters filters, int page, int size) {

    /** The default number of ids on a page. */
    public static final int DEFAULT_SIZE = 100;

    /**
     * @throws InvalidQueryException if page or size is out of range
     */
    public CveQuery {
        NullChecks.requireNonNull("text", text, "filters", filters);
        Limits.DEFAULT.requireText(text);
        if (size < 0 || size > Limits.FACET_SIZE) {
            throw new InvalidQueryException("size",
                    "\"size\" is a number from 0 to " + Limits.FACET_SIZE + "; " + size + " is not.");
        }
        if (page < 1) {
            throw new InvalidQueryException("page", "\"page\" is a number from 1 on; " + page + " is not.");
        }
    }

    /** The first hundred of all ids. */
    public static CveQuery all() {
        return new CveQuery("", Filters.NONE, 1, DEFAULT_SIZE);
    }

    /** Changes the part of the ids. */
    public CveQuery text(String text) {
        return new CveQuery(text, filters, page, size);
    }

    /** Changes the filters. */
    public CveQuery filters(Filters filters) {
        return new CveQuery(text, filters, page, size);
    }

    /**
     * Changes the page.
     *
     * @throws InvalidQueryException if page or size is out of range
     */
    public CveQuery page(int page, int size) {
        return new CveQuery(text, filters, page, size);
    }
}
