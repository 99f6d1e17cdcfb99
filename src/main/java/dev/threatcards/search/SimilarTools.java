package dev.threatcards.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.ToolCard;
import dev.threatcards.search.SimilarCard.Shared;
import dev.threatcards.search.Similarity.Scored;
import dev.threatcards.search.ToolUse.Tool;

/**
 * Which tools of a collection go together: those that the same actors use, more of them than chance would have it. What kind of
 * tool both are settles the order among those that are used alike.
 */
final class SimilarTools implements Similarity.Likeness {

    /** What the kinds of tool weigh at most; an actor more weighs more in any but the smallest deck. */
    private static final double TYPES = 0.5;

    private final ToolUse use;
    private final Map<UUID, CardReference> actors = new HashMap<>();
    private final Map<String, Integer> typeCounts = new HashMap<>();

    SimilarTools(List<ActorCard> cards, ToolUse use) {
        this.use = use;
        cards.forEach(card -> actors.put(card.uuid(), CardReference.of(card)));
        use.all().forEach(tool -> types(tool).forEach(type -> typeCounts.merge(type, 1, Integer::sum)));
    }

    private static Set<String> types(Tool tool) {
        return tool.card().map(ToolCard::type).map(types -> (Set<String>) new HashSet<>(types)).orElse(Set.of());
    }

    @Override
    public List<Scored> to(UUID card) {
        Tool one = use.of(card).orElseThrow();
        Map<Tool, Integer> together = new HashMap<>();
        one.users().forEach(user -> use.usedBy(user).forEach(tool -> together.merge(tool, 1, Integer::sum)));
        together.remove(one);
        List<Scored> similar = new ArrayList<>();
        together.forEach((other, both) -> {
            double lift = both * (double) actors.size() / one.users().size() / other.users().size();
            if (lift > 1 && other.card().isPresent()) {
                similar.add(likeness(one, other, both, lift));
            }
        });
        return similar;
    }

    private Scored likeness(Tool one, Tool other, int both, double lift) {
        Set<String> types = sharedTypes(one, other);
        double score = both * Math.log(lift)
                + (types.isEmpty() ? 0 : TYPES * types.size() / Math.max(types(one).size(), types(other).size()));
        return new Scored(ToolUse.reference(other).orElseThrow(), score, () -> shared(one, other),
                shared -> SimilarReason.ofTools(shared, lift));
    }

    private static Set<String> sharedTypes(Tool one, Tool other) {
        Set<String> types = new HashSet<>(types(one));
        types.retainAll(types(other));
        return types;
    }

    private List<Shared> shared(Tool one, Tool other) {
        List<Shared> shared = new ArrayList<>();
        one.users().stream().filter(other.users()::contains).map(actors::get).sorted(CardReference.BY_NAME).forEach(
                actor -> shared.add(new Shared(SimilarCard.ACTOR, actor.name(), use.usedBy(actor.uuid()).size())));
        sharedTypes(one, other).stream().map(type -> new Shared(SimilarCard.TYPE, type, typeCounts.get(type)))
                .sorted(Comparator.comparingInt(Shared::count).thenComparing(Shared::value)).forEach(shared::add);
        return shared;
    }
}
