package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;

import dev.threatcards.source.form.BlockInputStream;

/**
 * Limits on what one source unpacks to: a thousand bytes of an archive may stand for gigabytes, and an archive may contain itself.
 *
 * <p>Not thread-safe. An instance is for one source.
 */
final class UnpackLimits {

    /** The most files in archives, nested archives included; ETDA's encyclopedia saved page by page has some 2,600. */
    private static final int MOST_ENTRIES = 20_000;

    /** The largest unpacked file, in bytes; the largest real deck is under 60 million. */
    private static final long LARGEST_ENTRY = 256L << 20;

    /** The most bytes that one source unpacks to. */
    private static final long LARGEST_TOTAL = 2L << 30;

    /** The highest ratio of unpacked to packed bytes; JSON of real decks has 5, the most repetitive text 50. */
    private static final long HIGHEST_RATIO = 100;

    /** Below this many unpacked bytes no ratio is too high. */
    private static final long ALWAYS_ALLOWED = 16L << 20;

    /** How deep archives may be nested. */
    private static final int DEEPEST = 4;

    private long packed;
    private long unpacked;
    private int entries;

    /** Thrown if an archive unpacks to more than is allowed. The message is a sentence. */
    static final class Exceeded extends IOException {

        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message);
        }
    }

    /** Counts the bytes that are read of the source itself. */
    InputStream packed(InputStream bytes) {
        return new Counting(bytes) {
            @Override
            void count(long number) {
                packed += number;
            }
        };
    }

    /** Counts a file of an archive and its bytes. Reading it throws {@link Exceeded} if it is too large. */
    InputStream file(InputStream bytes) throws Exceeded {
        entries++;
        require(entries <= MOST_ENTRIES, "it has more than " + MOST_ENTRIES + " files");
        return new Counting(bytes) {
            private long size;

            @Override
            void count(long number) throws Exceeded {
                size += number;
                require(size <= LARGEST_ENTRY, "a file in it has more than " + LARGEST_ENTRY + " bytes");
            }

            @Override
            public void close() {
                // The archive stays open for its next file.
            }
        };
    }

    /** Counts unpacked bytes. Reading them throws {@link Exceeded} if they are too many. */
    InputStream unpacked(InputStream bytes) {
        return new Counting(bytes) {
            @Override
            void count(long number) throws Exceeded {
                unpacked += number;
                require(unpacked <= LARGEST_TOTAL, "it has more than " + LARGEST_TOTAL + " bytes");
                require(unpacked <= ALWAYS_ALLOWED || unpacked / HIGHEST_RATIO <= packed,
                        "it unpacks to more than " + HIGHEST_RATIO + " times its size");
            }
        };
    }

    /** Checks that an archive may be nested at that depth, 0 for the source itself. */
    static void requireDepth(int depth) throws Exceeded {
        require(depth < DEEPEST, "archives are " + (depth + 1) + " deep in each other");
    }

    private static void require(boolean allowed, String otherwise) throws Exceeded {
        if (!allowed) {
            throw new Exceeded("The archive was not read further: " + otherwise + ".");
        }
    }

    /** Counts the bytes that are read through it. */
    private abstract static class Counting extends BlockInputStream {

        Counting(InputStream bytes) {
            super(bytes);
        }

        abstract void count(long number) throws IOException;

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long number) throws IOException {
            long skipped = super.skip(number);
            count(skipped);
            return skipped;
        }
    }
}
