package dev.threatcards.query;

import java.util.Objects;

import dev.threatcards.error.InvalidQueryException;

/**
 * A page of a result.
 *
 * @param page the number of the page, from 1
 * @param size cards on a page; 0 if only the counts are needed
 * @param highlights whether hits have highlights; a search without them is faster
 */
public record PageRequest(Order order, int page, int size, boolean highlights) {

    /**
     * @throws InvalidQueryException if the page is outside of {@link Limits}
     */
    public PageRequest {
        Objects.requireNonNull(order, "order");
        Limits.requireSize(size);
        if (page < 1) {
            throw new InvalidQueryException("page", "\"page\" is a number from 1 on; " + page + " is not.");
        }
        Limits.DEFAULT.requirePage(page, size);
    }

    /**
     * A page with highlights.
     *
     * @throws InvalidQueryException if the page is outside of {@link Limits}
     */
    public PageRequest(Order order, int page, int size) {
        this(order, page, size, true);
    }

    /** The number of pages that can be requested of a result with {@code total} cards. */
    public int pages(int total) {
        return size == 0 ? 0 : Math.ceilDiv(Math.min(total, Limits.PAGE_DEPTH / size * size), size);
    }

    /** The number of hits on the pages before this one. */
    public int from() {
        return (page - 1) * size;
    }
}
