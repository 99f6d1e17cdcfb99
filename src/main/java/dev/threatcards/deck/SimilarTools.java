package dev.threatcards.deck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.Similarity.Scored;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;

/**
 * Tools of a collection that the same actors use, more of them than by chance. Shared types break ties. One result counts the tools of the
 * tool's users, and so takes time proportional to the edges of the graph.
 */
final class SimilarTools implements Similarity.Likeness {

    /** The most that shared types weigh: less than one more actor, in all but the smallest decks. */
    private static final double TYPES = 0.5;

    private final ToolGraph graph;
    private final int actors;
    private final Map<UUID, Set<String>> types = new HashMap<>();
    private final Map<UUID, Integer> places = new HashMap<>();
    private final Map<String, Integer> typeCounts = new HashMap<>();

    /**
     * @param actors how many actors the collection has
     * @param tools its tools by title
     */
    SimilarTools(int actors, List<ToolCard> tools, ToolGraph graph) {
        this.graph = graph;
        this.actors = actors;
        for (ToolCard tool : tools) {
            Set<String> ofTool = new HashSet<>(tool.type());
            types.put(tool.uuid(), ofTool);
            places.put(tool.uuid(), places.size());
            ofTool.forEach(type -> typeCounts.merge(type, 1, Integer::sum));
        }
    }

    @Override
    public List<Scored> to(UUID card) {
        Tool one = graph.tool(card).orElseThrow();
        Map<Tool, Integer> together = new HashMap<>();
        one.users().forEach(user -> graph.usedBy(user.uuid()).forEach(tool -> together.merge(tool, 1, Integer::sum)));
        together.remove(one);
        List<Scored> similar = new ArrayList<>();
        together.forEach((other, both) -> {
            double lift = both * (double) actors / one.users().size() / other.users().size();
            if (lift > 1 && other.card().filter(reference -> types.containsKey(reference.uuid())).isPresent()) {
                similar.add(likeness(one, other, both, lift));
            }
        });
        return similar;
    }

    private Scored likeness(Tool one, Tool other, int both, double lift) {
        CardReference card = other.card().orElseThrow();
        Set<String> shared = sharedTypes(one, other);
        double score = both * Math.log(lift)
                + (shared.isEmpty() ? 0 : TYPES * shared.size() / Math.max(types(one).size(), types(other).size()));
        return new Scored(card, places.get(card.uuid()), score, () -> shared(one, other),
                all -> SimilarReason.ofTools(all, lift));
    }

    private Set<String> types(Tool tool) {
        return types.get(tool.card().orElseThrow().uuid());
    }

    private Set<String> sharedTypes(Tool one, Tool other) {
        Set<String> shared = new HashSet<>(types(one));
        shared.retainAll(types(other));
        return shared;
    }

    private List<Shared> shared(Tool one, Tool other) {
        List<Shared> shared = new ArrayList<>();
        Set<CardReference> users = new HashSet<>(other.users());
        one.users().stream().filter(users::contains).forEach(
                actor -> shared.add(new Shared(SimilarCard.ACTOR, actor.name(), graph.usedBy(actor.uuid()).size())));
        sharedTypes(one, other).stream().map(type -> new Shared(SimilarCard.TYPE, type, typeCounts.get(type)))
                .sorted(Comparator.comparingInt(Shared::count).thenComparing(Shared::value)).forEach(shared::add);
        return shared;
    }
}
