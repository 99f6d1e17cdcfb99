package dev.threatcards;

import java.io.IOException;
import java.util.Set;

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
import dev.threatcards.search.ReportScans;
import dev.threatcards.search.Similarity;
import dev.threatcards.search.Suggestions;
import dev.threatcards.search.ToolDocuments;
import dev.threatcards.search.ToolUsers;

/** Everything that is worked out or cached for a commit. An index and its snapshots share one of these. */
final class CommitValues {

    final OncePerCommit<ReportScans> scans = new OncePerCommit<>(snapshot -> new ReportScans());
    final OncePerCommit<Findings> findings = new OncePerCommit<>(
            snapshot -> Inspection.of(snapshot.searcher(), snapshot.provenance()));
    final OncePerCommit<Suggestions> suggestions = new OncePerCommit<>(snapshot -> Suggestions.of(snapshot.searcher()));
    final OncePerCommit<Similarity> similarity = new OncePerCommit<>(snapshot -> Similarity.of(snapshot.searcher()));
    final OncePerCommit<ToolUsers> toolUsers = new OncePerCommit<>(snapshot -> ToolUsers.of(snapshot.searcher()));
    final OncePerCommit<ToolDocuments> toolDocuments = new OncePerCommit<>(
            snapshot -> ToolDocuments.of(Set.of(), snapshot.searcher()));
    final OncePerCommit<Landscape> landscape = new OncePerCommit<>(
            snapshot -> search(snapshot).landscape("", Filters.NONE));
    final OncePerCommit<HitsCache<ActorCard>> foundActors = new OncePerCommit<>(snapshot -> new HitsCache<>());
    final OncePerCommit<HitsCache<ToolCard>> foundTools = new OncePerCommit<>(snapshot -> new HitsCache<>());
    private final OncePerCommit<KeptTexts> texts = new OncePerCommit<>(snapshot -> new KeptTexts());

    CardSearch search(Snapshot snapshot) throws IOException {
        return new CardSearch(snapshot.searcher(), texts.of(snapshot));
    }
}
