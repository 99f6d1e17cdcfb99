package dev.threatcards.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.threatcards.text.DefensiveCopies;

/**
 * What a fetch got, and what became of it.
 *
 * @param files the exports, in the cache
 * @param ingest what their ingest did
 */
public record FetchReport(List<File> files, IngestReport ingest) {

    /**
     * An export.
     *
     * @param path where the cache has it
     * @param address where it is from
     * @param fetched when it was got
     * @param isNew whether this fetch got it; else it has not changed since an earlier one
     */
    public record File(Path path, URI address, Instant fetched, boolean isNew) {
        public File {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(fetched, "fetched");
        }
    }

    public FetchReport {
        files = DefensiveCopies.list(files, "files");
        Objects.requireNonNull(ingest, "ingest");
    }
}
