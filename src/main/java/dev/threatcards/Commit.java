package dev.threatcards;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.threatcards.cache.Memoized;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.deck.CardIds;
import dev.threatcards.deck.DeckInspector;
import dev.threatcards.deck.Givers;
import dev.threatcards.deck.LinkedCards;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.Similarity;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardIndex.Snapshot;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.PerCommit;
import dev.threatcards.names.Autocomplete;
import dev.threatcards.names.MentionFinders;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.result.Mention;
import dev.threatcards.search.CardSearch;

/**
 * One commit of an index, open for one request: its reader, the provenance of its cards, and everything that is computed once for the
 * commit and shared by all requests.
 *
 * @param values what is computed for each commit of the index
 */
record Commit(Snapshot snapshot, PerCommit<Values> values) implements AutoCloseable {

    /** With at least this time limit, a search may also load classes and fill caches. */
    static final Duration ROOMY = Duration.ofMinutes(1);

    /** What is computed for a commit, by the first request that needs it. */
    static final class Values {
        private final Memoized<ToolGraph> tools;
        private final Memoized<CardSearch> search;
        final Memoized<DeckStatistics> statistics;
        final Memoized<DeckReport> report;
        final Memoized<Autocomplete> autocomplete;
        final Memoized<Similarity> similarity;
        private final Memoized<LinkedCards> linked;
        private final Memoized<Givers> givers;
        private final Memoized<MappedNames> mappedNames;
        private final MentionFinders mentionFinders = new MentionFinders();

        Values(CardReader reader, Limits limits) {
            tools = new Memoized<>(() -> ToolGraph.of(reader));
            mappedNames = new Memoized<>(() -> MappedNames.of(reader));
            search = new Memoized<>(() -> warmSearch(reader, limits));
            statistics = new Memoized<>(() -> search.get().statistics("", Filters.NONE));
            report = new Memoized<>(
                    () -> DeckInspector.of(reader, reader.provenance(), tools.get(), mappedNames.get()));
            autocomplete = new Memoized<>(() -> Autocomplete.of(reader, tools.get()));
            similarity = new Memoized<>(() -> Similarity.of(reader, tools.get()));
            linked = new Memoized<>(() -> LinkedCards.of(reader));
            givers = new Memoized<>(() -> Givers.of(reader).with(mappedNames.get()));
        }

        /** The time limit of the first search should not be spent on loading classes and filling caches. */
        private static CardSearch warmSearch(CardReader reader, Limits limits) throws IOException {
            if (limits.searchTime().compareTo(ROOMY) < 0) {
                CardSearch untimed = new CardSearch(reader, Limits.DEFAULT.withSearchTime(Duration.ofDays(1)));
                untimed.actors(CardQuery.all().page(1, 1));
                untimed.tools(CardQuery.all().page(1, 1), ToolGraph.NONE);
            }
            return new CardSearch(reader, limits);
        }
    }

    CardReader reader() {
        return snapshot.searcher();
    }

    Provenance provenance() {
        return snapshot.provenance();
    }

    /** The cards of documents, with what each deck says of them. */
    List<MergedCard> cards(List<Integer> documents) throws IOException {
        return snapshot.cards(documents);
    }

    /** Reads the cards of documents one by one. */
    void each(Iterable<Integer> documents, Snapshot.Reading reading) throws IOException {
        snapshot.each(documents, reading);
    }

    CardSearch search() throws IOException {
        return values.of(snapshot).search.get();
    }

    /** Which actors use which tools. */
    ToolGraph tools() throws IOException {
        return values.of(snapshot).tools.get();
    }

    /** Which cards of different collections share names. */
    LinkedCards linked() throws IOException {
        return values.of(snapshot).linked.get();
    }

    /** Who gave names to actors. */
    Givers givers() throws IOException {
        return values.of(snapshot).givers.get();
    }

    /** The names that mapping files give to actors. */
    MappedNames mappedNames() throws IOException {
        return values.of(snapshot).mappedNames.get();
    }

    /** The ids under which other catalogues have the cards. */
    CardIds ids() throws IOException {
        return new CardIds(reader(), linked(), mappedNames());
    }

    /** What is computed for this commit. */
    Values computed() throws IOException {
        return values.of(snapshot);
    }

    /** The mentions of the cards of some collections in a text; no collections stand for all. */
    List<Mention> mentions(String text, ScanOptions options) throws IOException {
        return values.of(snapshot).mentionFinders.of(reader(), options.collections(), mappedNames()).of(text,
                options.generic(), reader());
    }

    /** The exception to throw for a failure to read the commit, see {@link Snapshot#failure}. */
    RuntimeException failure(Throwable cause) {
        return snapshot.failure(cause);
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
