package dev.threatcards.deck;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.threatcards.card.CardReference;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.index.CardReader;
import dev.threatcards.query.Limits;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;

/** Similar cards of a collection. Prepared once per commit. Immutable and thread-safe. */
public final class Similarity {

    /** The best first; cards with the same score by title. */
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score).reversed()
            .thenComparingInt(Scored::place);

    /** The most shared values that are listed for a card; its reason counts all of them. */
    private static final int MOST_SHARED = 500;

    /**
     * A similar card.
     *
     * @param place the card's index among those of its kind and collection by title
     * @param shared computes the shared values; called only for cards that are returned
     * @param reason words the shared values
     */
    record Scored(CardReference card, int place, double score, Supplier<List<Shared>> shared,
            Function<List<Shared>, String> reason) {

        SimilarCard explained() {
            List<Shared> all = shared.get();
            return new SimilarCard(card, score, reason.apply(all), all.subList(0, Math.min(MOST_SHARED, all.size())),
                    all.size());
        }
    }

    /** Finds the cards of a collection that are similar to one of its cards, in any order. */
    interface Likeness {
        List<Scored> to(UUID card);
    }

    private final Map<UUID, Likeness> byCard = new HashMap<>();

    private Similarity() {
    }

    /** Prepares to compare the cards of a commit. Reads every card. */
    public static Similarity of(CardReader searcher, ToolGraph graph) throws IOException {
        Similarity similarity = new Similarity();
        for (String collection : SearchScope.allCollections(searcher)) {
            ScopeCards cards = ScopeCards.of(Set.of(collection), searcher);
            SimilarActors actors = new SimilarActors(cards.actors(), graph);
            SimilarTools tools = new SimilarTools(cards.actors().size(), cards.tools(), graph);
            cards.actors().forEach(card -> similarity.byCard.put(card.uuid(), actors));
            cards.tools().forEach(card -> similarity.byCard.put(card.uuid(), tools));
        }
        return similarity;
    }

    /**
     * The most similar cards.
     *
     * @param size the most cards, at most {@link Limits#PAGE_SIZE}
     * @return never the card itself; empty if there is no such card
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public SimilarCard.Found to(UUID card, int size) {
        Limits.requireSize(size);
        List<Scored> all = byCard.getOrDefault(card, none -> List.of()).to(card);
        return new SimilarCard.Found(all.stream().sorted(BEST_FIRST).limit(size).map(Scored::explained).toList(),
                all.size());
    }
}
