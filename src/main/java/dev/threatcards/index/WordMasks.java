package dev.threatcards.index;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which terms words have, by the words' hash and so flat that a word of no interest is passed over after one look at one place. A
 * word takes the place of another where there is no other place; two words of the same 64 bits are taken for one, and a word that has gone and come
 * again while it was looked up may be taken for the one that was there meanwhile: once in an age a mark is missing in an answer. Safe for use by
 * several threads; who reads takes no lock.
 */
final class WordMasks {

    /** The mask of a word that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** What a word's hash begins with: the offset of the 64-bit FNV-1a hash. */
    static final long EMPTY_WORD = 0xcbf29ce484222325L;
    /** The prime of that hash. */
    private static final long PRIME = 0x100000001b3L;
    /** Spreads a hash over its upper bits. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Words, as a power of two: many times those of the real deck. */
    private static final int BITS = 18;
    /** Places that a word may be at. */
    private static final int WAYS = 4;

    private final ReentrantLock lock = new ReentrantLock();
    /** Two for each word: its hash, 0 where there is none, and its mask. */
    private final AtomicLongArray words = new AtomicLongArray(2 * ((1 << BITS) + WAYS));

    /** The hash of a word that is one letter longer. */
    static long hash(long shorter, char letter) {
        return (shorter ^ letter) * PRIME;
    }

    static long hash(String word) {
        long hash = EMPTY_WORD;
        for (int i = 0; i < word.length(); i++) {
            hash = hash(hash, word.charAt(i));
        }
        return hash;
    }

    /** The mask of the word of that hash, see {@link WantedTerms#mask}, or {@link #UNKNOWN}. */
    long mask(long hash) {
        int first = first(hash);
        for (int at = first; at < first + 2 * WAYS; at += 2) {
            if (words.getAcquire(at) == hash) {
                long mask = words.getAcquire(at + 1);
                // Another word may just have taken its place.
                return words.getAcquire(at) == hash ? mask : UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    /**
     * Makes a word known.
     *
     * @return whether it was
     */
    boolean put(long hash, long mask) {
        lock.lock();
        try {
            int place = place(hash);
            if (words.getPlain(place) == hash) {
                return true;
            }
            words.setRelease(place, 0);
            words.setRelease(place + 1, mask);
            words.setRelease(place, hash);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Where it is, or there is none, or else one of the others. */
    private int place(long hash) {
        int first = first(hash);
        for (int at = first; at < first + 2 * WAYS; at += 2) {
            long found = words.getPlain(at);
            if (found == 0 || found == hash) {
                return at;
            }
        }
        return first + 2 * (int) (hash & (WAYS - 1));
    }

    private static int first(long hash) {
        return 2 * (int) ((hash * GOLDEN) >>> (Long.SIZE - BITS));
    }
}
