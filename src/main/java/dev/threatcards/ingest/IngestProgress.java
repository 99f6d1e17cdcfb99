package dev.threatcards.ingest;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How far the reading of cards has come. Immutable.
 *
 * @param cards how many cards have been read, those that replace others included
 * @param bytes how many bytes of the sources have been read, as they are stored: of an archive the packed ones
 * @param totalBytes how many bytes the sources have, all of them together; empty while standard input or a pipe is not read to its
 *     end, of which nobody can tell. At the end of the reading it is there, and the same as {@code bytes}
 */
public record IngestProgress(int cards, long bytes, OptionalLong totalBytes) {

    /** That nothing has been read, and nothing is known. */
    static final IngestProgress NONE = new IngestProgress(0, 0, OptionalLong.empty());

    public IngestProgress {
        Objects.requireNonNull(totalBytes, "totalBytes");
    }

    IngestProgress withCard() {
        return new IngestProgress(cards + 1, bytes, totalBytes);
    }

    IngestProgress at(long read, OptionalLong total) {
        return new IngestProgress(cards, read, total);
    }
}
