package dev.threatcards.index;

/**
 * How much memory what is kept of earlier answers may take: together at most a quarter of the heap that the process may have, for each
 * open index. The rest is for what an index needs to answer at all, and for the answers that are being made. All bounds of caches are
 * derived here; none grows with the number of different queries.
 */
public enum CacheBudget {

    /** Decoded cards: a card of the real deck with its text takes some 16 kB. */
    CARDS(16),
    /** Which cards a text or a filter leaves, and what was counted of them. */
    TEXTS(16),
    /** What names and labels become. */
    LABELS(32),
    /** Results with their cards. */
    HITS(32),
    /** Answers as they are sent. */
    ANSWERS(32);

    private final int part;

    CacheBudget(int part) {
        this.part = part;
    }

    /** Its part of the heap, in bytes. */
    public long bytes() {
        return bytes(Runtime.getRuntime().maxMemory());
    }

    /** Its part of a heap of that size, in bytes. */
    long bytes(long heap) {
        return heap / part;
    }

    /**
     * How many entries are kept.
     *
     * @param size what an entry takes, in bytes
     * @param most the most that are of use, however large the heap is
     * @return at least one
     */
    public int entries(long size, int most) {
        return Math.clamp(bytes() / Math.max(1, size), 1, most);
    }
}
