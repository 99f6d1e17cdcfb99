package dev.threatcards.cache;

/**
 * The memory that each cache of an open index may take, together at most a quarter of the maximum heap. The rest is left to the index and
 * to running searches. No cache grows with the number of different queries.
 */
public enum CacheBudget {

    /** Decoded cards with their analyzed texts. */
    CARDS(16),
    /** The cards that a query or a filter matches, and their facet counts. */
    TEXTS(16),
    /** Analyzed names and labels. */
    LABELS(32),
    /** HTTP response bodies. */
    ANSWERS(32);

    private final int part;

    CacheBudget(int part) {
        this.part = part;
    }

    /** The memory of this cache, in bytes. */
    public long bytes() {
        return bytes(Runtime.getRuntime().maxMemory());
    }

    /** The memory of this cache under a maximum heap, in bytes. */
    long bytes(long heap) {
        return heap / part;
    }

    /**
     * The most entries of this cache.
     *
     * @param size the memory that an entry takes, in bytes
     * @param most a bound that holds however large the heap is
     * @return at least one
     */
    public int entries(long size, int most) {
        return Math.clamp(bytes() / Math.max(1, size), 1, most);
    }
}
