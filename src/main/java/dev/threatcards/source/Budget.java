package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * How much one source may unpack to. An archive is what somebody else made: a thousand bytes of it can stand for gigabytes,
 * and it can hold itself.
 *
 * <p>For use by one thread, and for one source.
 */
final class Budget {

    /** Files in archives, those in archives within archives included; ETDA's encyclopedia saved page by page is some 2,600. */
    private static final int MOST_ENTRIES = 20_000;

    /** The largest unpacked file, in bytes; the largest real deck is under 60 million. */
    private static final long LARGEST_ENTRY = 256L << 20;

    /** All that one source unpacks to, in bytes. */
    private static final long LARGEST_TOTAL = 2L << 30;

    /** Unpacked bytes for each packed one; JSON of real decks packs to a fifth, the most repetitive text to a fiftieth. */
    private static final long HIGHEST_RATIO = 100;

    /** Below this many unpacked bytes no ratio is too high. */
    private static final long ALWAYS_ALLOWED = 16L << 20;

    /** Archives within archives. */
    private static final int DEEPEST = 4;

    private long packed;
    private long unpacked;
    private int entries;

    /** That an archive would unpack to more than is allowed; the message is a sentence. */
    static final class Exceeded extends IOException {

        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message);
        }
    }

    /** Counts what is read of the source itself. */
    InputStream packed(InputStream bytes) {
        return new Counting(bytes) {
            @Override
            void count(long number) {
                packed += number;
            }
        };
    }

    /** Counts a file in an archive, and ends it where it is too large. */
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
                // The archive goes on.
            }
        };
    }

    /** Counts what is uncompressed, and ends it where that is too much. */
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

    /** Says that there can be an archive at that depth, 0 for the source itself. */
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
