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

/**
 * Makes an index, or brings one up to date: cards take the place of those with the same uuid, all others stay. A run is
 * visible whole or not at all, whatever ends it. For use by one thread.
 */
public final class IndexBuild {

    /** Where the cards of the starter deck are said to be from, see {@link dev.threatcards.card.Deck#location}. */
    public static final String STARTER_DECK = "the program itself";

    /** Where ETDA's exports are. */
    public static final String ETDA = Fetch.ETDA;

    private final Path path;
    private Consumer<IngestProgress> progress = read -> {
    };

    public IndexBuild(Path path) {
        this.path = Objects.requireNonNull(path, "path");
    }

    /**
     * Tells {@code listener} how far the reading has come, on the thread that builds: after each card, and whenever more bytes have
     * been read. Some work is left after the last time, which makes the cards visible.
     *
     * @param listener quick, since the reading waits for it; it takes the place of one that was given before
     */
    public IndexBuild onProgress(Consumer<IngestProgress> listener) {
        Objects.requireNonNull(listener, "listener");
        progress = listener;
        return this;
    }

    /**
     * Reads cards from sources and indexes them.
     *
     * @param sources files and directories in any form that is known, or addresses, {@code -} for standard input
     * @return what became of the cards, and what was set aside. If no source held a card, nothing is written
     * @throws SourceException if a source does not exist or cannot be opened; nothing is written then
     * @throws IndexException if the index cannot be written; it holds what it held before then
     */
    public IngestReport from(List<String> sources) {
        List<String> all = DefensiveCopies.list(sources, "sources");
        return run(sink -> CardSources.read(all, sink));
    }

    /**
     * Gets ETDA's exports (groups, tools, both as MISP clusters too, the list of groups) and indexes them: conditionally, politely,
     * whole or not at all. What was got is kept in a cache, and asked for again only if it has changed.
     *
     * @param base the site, such as {@link #ETDA}
     * @param cache the cache's folder; it is made if it does not exist
     * @param listener is told how far a file has come
     * @throws SourceException if any of them cannot be had; the index and the cache hold what they held before then
     * @throws IndexException if the index cannot be written
     */
    public FetchReport fetch(String base, Path cache, FetchListener listener) {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(listener, "listener");
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
     * Indexes the deck that comes with the program: well-documented actors, in the project's own words.
     *
     * @throws SourceException if the program's own files cannot be read; nothing is written then
     * @throws IndexException if the index cannot be written; it holds what it held before then
     */
    public IngestReport fromStarterDeck() {
        return run(StarterDeck::read);
    }

    /**
     * Makes the index anew from the cards that it stores: from those that can still be read, where it is damaged. What decks they come
     * from, and what the last run did, is kept. The index that was there is read on until the new one is whole.
     *
     * @throws IndexException if no card can be read, or the index cannot be written; it is as it was then
     */
    public RebuildReport rebuild() {
        IndexRebuild.Result result = IndexRebuild.of(path);
        return new RebuildReport(result.cards(), result.lost());
    }

    private interface Sources {
        void readInto(CardSink sink);
    }

    private IngestReport run(Sources sources) {
        try (CardIndexWriter writer = CardIndexWriter.open(path)) {
            IngestRun run = new IngestRun(writer, progress);
            sources.readInto(run);
            return run.finish();
        }
    }
}
