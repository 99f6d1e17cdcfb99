package dev.threatcards.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.threatcards.error.IndexException;
import dev.threatcards.error.SourceException;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.index.IndexRebuild;
import dev.threatcards.source.CardSources;
import dev.threatcards.source.fetch.Fetch;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * Creates or updates an index: cards replace those with the same uuid, all others stay. Each run is one commit, visible as a whole or not
 * at all. Not thread-safe.
 */
public final class IndexBuild {

    /** The {@linkplain dev.threatcards.card.Deck#location location} of the starter deck. */
    public static final String STARTER_DECK = "the program itself";

    /** ETDA's site. */
    public static final String ETDA = Fetch.ETDA;

    private final Path path;
    private boolean isPruning;
    private boolean isDryRun;
    private Consumer<IngestProgress> progress = read -> {
    };

    /** A build of the index in that folder, which need not exist. */
    public IndexBuild(Path path) {
        this.path = Objects.requireNonNull(path, "path");
    }

    /**
     * Sets the listener, which is called on the thread that builds after each card and each block of bytes. The commit follows the last
     * call.
     *
     * @param listener should be fast; it replaces an earlier one
     */
    public IndexBuild onProgress(Consumer<IngestProgress> listener) {
        Objects.requireNonNull(listener, "listener");
        progress = listener;
        return this;
    }

    /**
     * Makes the runs that follow remove the cards that were {@linkplain dev.threatcards.card.EditionStatus#DROPPED dropped}: those that the
     * newest edition of their collection lacks, where that was read without rejects. Cards of single pages and reports stay. To only
     * remove, ingest no sources: {@code prune().from(List.of())}. {@link IngestReport#pruned} names what was removed.
     */
    public IndexBuild prune() {
        isPruning = true;
        return this;
    }

    /** Makes the runs that follow write nothing: their reports say what would be added, changed and removed. */
    public IndexBuild dryRun() {
        isDryRun = true;
        return this;
    }

    /**
     * Reads cards from sources and indexes them. If no source has a card, nothing is written.
     *
     * @param sources files, directories, URLs, or {@code -} for standard input
     * @throws SourceException if a source does not exist or cannot be opened; nothing is written then
     * @throws IndexException if the index cannot be written; it is unchanged then
     */
    public IngestReport from(List<String> sources) {
        List<String> all = DefensiveCopies.list(sources, "sources");
        return run(sink -> CardSources.read(all, sink));
    }

    /**
     * Downloads ETDA's exports (groups, tools, both as MISP clusters, and the list of groups) and indexes them. Files in the cache are
     * downloaded again only if they have changed.
     *
     * @param base the site, such as {@link #ETDA}
     * @param cache the folder of the cache, which is created if it does not exist
     * @throws SourceException if a download fails; index and cache are unchanged then
     * @throws IndexException if the index cannot be written
     */
    public FetchReport fetch(String base, Path cache, FetchListener listener) {
        NullChecks.requireNonNull("base", base, "cache", cache, "listener", listener);
        List<Fetch.Fetched> files = Fetch.from(base, cache, listener::at);
        Map<Path, String> addresses = files.stream()
                .collect(Collectors.toMap(Fetch.Fetched::file, file -> file.address().toString()));
        IngestReport ingest = run(
                sink -> CardSources.read(files.stream().map(Fetch.Fetched::file).toList(), addresses::get, sink));
        return new FetchReport(files.stream()
                .map(file -> new FetchReport.File(file.file(), file.address(), file.fetched(), file.isNew())).toList(),
                ingest);
    }

    /**
     * Indexes the starter deck that comes with the program.
     *
     * @throws SourceException if the program's own files cannot be read; nothing is written then
     * @throws IndexException if the index cannot be written; it is unchanged then
     */
    public IngestReport fromStarterDeck() {
        return run(StarterDeck::read);
    }

    /**
     * Rebuilds the index from its stored cards; of a damaged index, from those that can be read. Provenance is kept. The old index stays in
     * use until the new one is complete.
     *
     * @throws IndexException if no card can be read, or the index cannot be written; it is unchanged then
     */
    public RebuildReport rebuild() {
        IndexRebuild.Result result = IndexRebuild.of(path);
        return new RebuildReport(result.cards(), result.lost());
    }

    private IngestReport run(Consumer<CardSink> sources) {
        try (CardIndexWriter writer = CardIndexWriter.open(path)) {
            IngestRun run = new IngestRun(writer, isPruning, isDryRun, progress);
            sources.accept(run);
            return run.finish();
        }
    }
}
