package dev.threatcards.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardSearcher;

/**
 * Who uses which tool: the actors of the tool's collection that list one of its names, or of which a deck says so. Made once for a
 * commit; immutable, safe for use by several threads.
 */
public final class ToolUsers {

    /** Users that a rare tool has at most: what so few share says something, on a deck of any size. */
    static final int FEW = 4;

    /** Where nobody asks who uses what. */
    static final ToolUsers NONE = new ToolUsers();

    private final Map<UUID, List<CardReference>> byTool = new HashMap<>();
    private final Map<UUID, List<UsedTool>> byActor = new HashMap<>();

    private ToolUsers() {
    }

    /** The users of every tool of the index. It reads every card: some milliseconds for a thousand. */
    public static ToolUsers of(CardSearcher searcher) throws IOException {
        ToolUsers users = new ToolUsers();
        for (String collection : Scope.allCollections(searcher)) {
            users.add(ScopeCards.of(Set.of(collection), searcher));
        }
        return users;
    }

    private void add(ScopeCards cards) {
        Map<String, Set<CardReference>> listing = new HashMap<>();
        Map<UUID, Set<CardReference>> stating = new HashMap<>();
        for (ActorCard actor : cards.actors()) {
            CardReference reference = CardReference.of(actor);
            actor.tools().labels().forEach(label -> add(CardAnalyzer.key(label), reference, listing));
            actor.relations().stream().map(Relation::uuid).flatMap(Optional::stream)
                    .forEach(target -> add(target, reference, stating));
        }
        for (ToolCard tool : cards.tools()) {
            Set<CardReference> users = new TreeSet<>(CardReference.BY_NAME);
            users.addAll(stating.getOrDefault(tool.uuid(), Set.of()));
            for (BytesRef key : ToolNames.keys(tool)) {
                users.addAll(listing.getOrDefault(key.utf8ToString(), Set.of()));
            }
            byTool.put(tool.uuid(), List.copyOf(users));
        }
        ToolLabels<ToolCard> called = ToolLabels.of(cards.tools());
        for (ActorCard actor : cards.actors()) {
            byActor.put(actor.uuid(),
                    actor.tools().labels().stream().map(label -> used(label, called.meant(label), listing)).toList());
        }
    }

    private UsedTool used(String label, List<ToolCard> meant, Map<String, Set<CardReference>> listing) {
        return meant.size() == 1
                ? new UsedTool(label, Optional.of(CardReference.of(meant.getFirst())),
                        byTool.get(meant.getFirst().uuid()).size())
                : new UsedTool(label, Optional.empty(), listing.get(CardAnalyzer.key(label)).size());
    }

    private static <K> void add(K key, CardReference actor, Map<K, Set<CardReference>> actors) {
        actors.computeIfAbsent(key, first -> new TreeSet<>(CardReference.BY_NAME)).add(actor);
    }

    /** Whether a tool with so many users is rare: two to four actors share it. */
    public static boolean isRare(int users) {
        return users > 1 && users <= FEW;
    }

    /** The tools that the actor's card lists, in its order; none if there is no such actor. */
    public List<UsedTool> usedBy(UUID actor) {
        return byActor.getOrDefault(actor, List.of());
    }

    /** The actors that use the tool of that uuid, by name; none if there is no such tool. */
    public List<CardReference> of(UUID tool) {
        return byTool.getOrDefault(tool, List.of());
    }
}
