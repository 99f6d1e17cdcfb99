package dev.threatcards.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/** The result of a fetch: the exports in the cache, and the result of their ingest. */
public record FetchReport(List<File> files, IngestReport ingest) {

    /**
     * An export.
     *
     * @param path the file in the cache
     * @param fetched when it was downloaded
     * @param isNew whether this fetch downloaded it; otherwise it has not changed since an earlier one
     */
    public record File(Path path, URI address, Instant fetched, boolean isNew) {
        public File {
            NullChecks.requireNonNull("path", path, "address", address, "fetched", fetched);
        }
    }

    public FetchReport {
        files = DefensiveCopies.list(files, "files");
        Objects.requireNonNull(ingest, "ingest");
    }
}
