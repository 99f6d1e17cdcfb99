package dev.threatcards.search;

/** Every bound on a search, with its unit and its reason. */
public final class Limits {

    /** The longest query text, in characters: a long sentence fits, a pasted report does not. */
    public static final int QUERY_LENGTH = 1_000;

    /**
     * Words of a query that are searched for; those that follow are left aside, so that no text costs without bound. Each
     * becomes many clauses (a name, a phrase, labels, a field each), and Lucene takes 1,024 of them in all.
     */
    public static final int QUERY_WORDS = 32;

    /** Words with an asterisk in a query; each goes through all terms that begin so. */
    public static final int QUERY_PREFIXES = 8;

    /** How long a search may take, in milliseconds, before it is given up. */
    public static final int QUERY_MILLIS = 5_000;

    /** The largest page, in cards. */
    public static final int PAGE_SIZE = 100;

    /** The deepest card that can be paged to: pages cost memory by their depth. */
    public static final int PAGE_DEPTH = 10_000;

    /** The most values of a facet in one answer. */
    public static final int FACET_SIZE = 5_000;

    /** The most values selected or excluded in one facet. */
    public static final int FILTER_VALUES = 100;

    /** The longest value of a filter, in characters. */
    public static final int FILTER_LENGTH = 200;

    /** The longest name that is looked up, in characters; nothing longer is anybody's name. */
    public static final int NAME_LENGTH = 200;

    /** The most names in one call to resolve: a page of a report has fewer, and a longer list can be asked for in parts. */
    public static final int NAMES = 1_000;

    /** The most actors that are compared: more columns than that nobody reads. */
    public static final int COMPARED = 5;

    private Limits() {
    }

    /**
     * Says that a list may be so long.
     *
     * @throws InvalidQueryException if it may not
     */
    public static void requireSize(int size) {
        if (size < 0 || size > PAGE_SIZE) {
            throw new InvalidQueryException("size",
                    "\"size\" is a number from 0 to " + PAGE_SIZE + "; " + size + " is not.");
        }
    }

    /**
     * Says that a text may be so long.
     *
     * @throws InvalidQueryException if it may not
     */
    static void requireText(String text) {
        if (text.length() > QUERY_LENGTH) {
            throw new InvalidQueryException("q",
                    "A query has at most " + QUERY_LENGTH + " characters; this one has " + text.length() + ".");
        }
    }
}
