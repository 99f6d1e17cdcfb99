package dev.threatcards;

import java.io.IOException;
import java.time.Duration;

import dev.threatcards.deck.DeckInspector;
import dev.threatcards.deck.Similarity;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardIndex.Snapshot;
import dev.threatcards.index.PerCommit;
import dev.threatcards.names.Autocomplete;
import dev.threatcards.names.MentionFinders;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.query.PageRequest;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckStatistics;
import dev.threatcards.search.CardSearch;

/** Everything that is computed or cached for a commit, shared by an index and its snapshots. */
final class CommitValues {

    /** With a time limit of at least this, loading the program and the commit needs no time of its own. */
    static final Duration ROOMY = Duration.ofMinutes(1);

    final PerCommit<MentionFinders> scans = new PerCommit<>(snapshot -> new MentionFinders());
    final PerCommit<DeckReport> findings = new PerCommit<>(
            snapshot -> DeckInspector.of(snapshot.searcher(), snapshot.provenance(), tools(snapshot)));
    final PerCommit<Autocomplete> suggestions = new PerCommit<>(
            snapshot -> Autocomplete.of(snapshot.searcher(), tools(snapshot)));
    final PerCommit<Similarity> similarity = new PerCommit<>(
            snapshot -> Similarity.of(snapshot.searcher(), tools(snapshot)));
    final PerCommit<DeckStatistics> landscape = new PerCommit<>(
            snapshot -> search(snapshot).statistics("", Filters.NONE));
    private final PerCommit<ToolGraph> tools = new PerCommit<>(snapshot -> ToolGraph.of(snapshot.searcher()));
    private final PerCommit<Boolean> warm = new PerCommit<>(CommitValues::warmedUp);
    private final Limits limits;

    CommitValues(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /** Which actors use which tools. */
    ToolGraph tools(Snapshot snapshot) throws IOException {
        return tools.of(snapshot);
    }

    /** A search within the limits. Loading what the first search of a commit needs does not count as its time. */
    CardSearch search(Snapshot snapshot) throws IOException {
        if (limits.searchTime().compareTo(ROOMY) < 0) {
            warm.of(snapshot);
        }
        return new CardSearch(snapshot.searcher(), limits);
    }

    private static Boolean warmedUp(Snapshot snapshot) throws IOException {
        CardSearch search = new CardSearch(snapshot.searcher(), Limits.DEFAULT.withSearchTime(Duration.ofDays(1)));
        PageRequest window = new PageRequest(Order.RELEVANCE, 1, 1);
        search.actors("", Filters.NONE, window, FacetRequest.DEFAULT);
        search.tools("", Filters.NONE, window, FacetRequest.DEFAULT, ToolGraph.NONE);
        return true;
    }
}
