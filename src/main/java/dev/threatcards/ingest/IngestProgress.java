package dev.threatcards.ingest;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * The progress of an ingest.
 *
 * @param cards the number of cards read, including those that replace others
 * @param bytes the bytes read of the sources, before unpacking
 * @param totalBytes the size of all sources; empty while standard input or a pipe has not been read to its end. At the end it is present and
 *     equals {@code bytes}
 */
public record IngestProgress(int cards, long bytes, OptionalLong totalBytes) {

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
