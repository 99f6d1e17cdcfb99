package dev.threatcards.query;

import java.util.Objects;

import dev.threatcards.error.InvalidQueryException;

/**
 * Which part of the result is wanted.
 *
 * @param order the order of the hits
 * @param page the page, from 1
 * @param size cards on a page; 0 for counts alone
 * @param highlights whether hits come with passages of their text; where nobody shows them, a search need not look for them
 */
public record PageRequest(Order order, int page, int size, boolean highlights) {

    /**
     * @throws InvalidQueryException if the part is outside of {@link Limits}
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
     * With highlights.
     *
     * @throws InvalidQueryException if the part is outside of {@link Limits}
     */
    public PageRequest(Order order, int page, int size) {
        this(order, page, size, true);
    }

    /** How many pages there are of so many cards that can be asked for. */
    public int pages(int total) {
        return size == 0 ? 0 : Math.ceilDiv(Math.min(total, Limits.PAGE_DEPTH / size * size), size);
    }

    public int from() {
        return (page - 1) * size;
    }
}
