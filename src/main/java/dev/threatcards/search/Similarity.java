package dev.threatcards.search;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.search.SimilarCard.Shared;
import dev.threatcards.search.ToolUse.Tool;

/**
 * Which cards are like which, each collection for itself. Made once for a commit; immutable, safe for use by several threads.
 */
public final class Similarity {

    /** The best first; cards as good as each other by name. */
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score).reversed()
            .thenComparing(Scored::card, CardReference.BY_NAME);

    /** What two cards share that is listed, what says most first; the sentence counts it all. */
    private static final int MOST_SHARED = 500;

    /**
     * A card and how much it is like the other one.
     *
     * @param shared works out what both have, what says most first: only for those that are given
     * @param reason makes a sentence of it
     */
    record Scored(CardReference card, double score, Supplier<List<Shared>> shared,
            Function<List<Shared>, String> reason) {

        SimilarCard worked() {
            List<Shared> all = shared.get();
            return new SimilarCard(card, score, reason.apply(all), all.subList(0, Math.min(MOST_SHARED, all.size())),
                    all.size());
        }
    }

    /** Those of a collection that are like one of its cards, in any order. */
    interface Likeness {
        List<Scored> to(UUID card);
    }

    private final Map<UUID, Likeness> byCard = new HashMap<>();
    private final Map<String, ToolUse> tools = new HashMap<>();

    private Similarity() {
    }

    /** How the cards of the index are alike. It reads every card: some milliseconds for a thousand. */
    public static Similarity of(CardSearcher searcher) throws IOException {
        Similarity similarity = new Similarity();
        for (String collection : Scope.allCollections(searcher)) {
            ScopeCards cards = ScopeCards.of(Set.of(collection), searcher);
            ToolUse use = ToolUse.of(cards);
            similarity.tools.put(collection, use);
            SimilarActors actors = new SimilarActors(cards.actors(), use);
            SimilarTools tools = new SimilarTools(cards.actors(), use);
            cards.actors().forEach(card -> similarity.byCard.put(card.uuid(), actors));
            cards.tools().forEach(card -> similarity.byCard.put(card.uuid(), tools));
        }
        return similarity;
    }

    /** The tools that the actor uses, each with everybody of its collection that uses it. */
    Collection<Tool> toolsOf(ActorCard actor) {
        return tools.containsKey(actor.collection()) ? tools.get(actor.collection()).usedBy(actor.uuid()) : List.of();
    }

    /**
     * The cards that are most like that one.
     *
     * @param size the most cards, at most {@link Limits#PAGE_SIZE}
     * @return never the card itself; empty if there is no such card
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public SimilarCards to(UUID card, int size) {
        Limits.requireSize(size);
        List<Scored> all = byCard.getOrDefault(card, none -> List.of()).to(card);
        return new SimilarCards(all.stream().sorted(BEST_FIRST).limit(size).map(Scored::worked).toList(), all.size());
    }
}
