package dev.threatcards;

import java.io.IOException;
import java.time.Duration;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardIndex.Snapshot;
import dev.threatcards.search.CardSearch;
import dev.threatcards.search.Filters;
import dev.threatcards.search.Findings;
import dev.threatcards.search.HitsCache;
import dev.threatcards.search.Inspection;
import dev.threatcards.search.KeptTexts;
import dev.threatcards.search.Landscape;
import dev.threatcards.search.Limits;
import dev.threatcards.search.ReportScans;
import dev.threatcards.search.Similarity;
import dev.threatcards.search.Suggestions;
import dev.threatcards.search.ToolGraph;

/** Everything that is computed or cached for a commit, shared by an index and its snapshots. */
final class CommitValues {

    /** With a time limit of at least this, loading the program and the commit needs no time of its own. */
    static final Duration ROOMY = Duration.ofMinutes(1);

    final OncePerCommit<ReportScans> scans = new OncePerCommit<>(snapshot -> new ReportScans());
    final OncePerCommit<Findings> findings = new OncePerCommit<>(
            snapshot -> Inspection.of(snapshot.searcher(), snapshot.provenance(), tools(snapshot)));
    final OncePerCommit<Suggestions> suggestions = new OncePerCommit<>(
            snapshot -> Suggestions.of(snapshot.searcher(), tools(snapshot)));
    final OncePerCommit<Similarity> similarity = new OncePerCommit<>(
            snapshot -> Similarity.of(snapshot.searcher(), tools(snapshot)));
    final OncePerCommit<Landscape> landscape = new OncePerCommit<>(
            snapshot -> search(snapshot).landscape("", Filters.NONE));
    final OncePerCommit<HitsCache<ActorCard>> foundActors = new OncePerCommit<>(snapshot -> new HitsCache<>());
    final OncePerCommit<HitsCache<ToolCard>> foundTools = new OncePerCommit<>(snapshot -> new HitsCache<>());
    private final OncePerCommit<ToolGraph> tools = new OncePerCommit<>(snapshot -> ToolGraph.of(snapshot.searcher()));
    private final OncePerCommit<KeptTexts> texts = new OncePerCommit<>(snapshot -> new KeptTexts());
    private final OncePerCommit<Boolean> warm = new OncePerCommit<>(CommitValues::warmedUp);
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
        return new CardSearch(snapshot.searcher(), texts.of(snapshot), limits);
    }

    private static Boolean warmedUp(Snapshot snapshot) throws IOException {
        new CardSearch(snapshot.searcher(), new KeptTexts()).warmUp();
        return true;
    }
}
