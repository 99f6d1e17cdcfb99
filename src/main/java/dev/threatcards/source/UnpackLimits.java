package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;

import dev.threatcards.source.form.BlockInputStream;

/**
 * Limits on the unpacked content of one source, as a protection against decompression bombs. Not thread-safe.
 */
final class UnpackLimits {

    /** The most files in archives, including nested ones. ETDA's encyclopedia has some 2,600 pages. */
    private static final int MOST_ENTRIES = 20_000;

    /** The largest unpacked file, in bytes. The largest real deck has fewer than 60 million. */
    private static final long LARGEST_ENTRY = 256L << 20;

    /** The most unpacked bytes. */
    private static final long LARGEST_TOTAL = 2L << 30;

    /** The highest ratio of unpacked to packed bytes. JSON of real decks has 5, the most repetitive text 50. */
    private static final long HIGHEST_RATIO = 100;

    /** Up to this many unpacked bytes, any ratio is allowed. */
    private static final long ALWAYS_ALLOWED = 16L << 20;

    /** The deepest nesting of archives. */
    private static final int DEEPEST = 4;

    private long packed;
    private long unpacked;
    private int entries;

    /** Thrown if a limit is exceeded. The message is a sentence. */
    static final class Exceeded extends IOException {

        Exceeded(String message) {
            super(message);
        }
    }

    /** Counts the packed bytes. */
    InputStream packed(InputStream bytes) {
        return new Counting(bytes) {
            @Override
            void count(long number) {
                packed += number;
            }
        };
    }

    /** Counts a file of an archive and its bytes. */
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

    /** Counts unpacked bytes. */
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
