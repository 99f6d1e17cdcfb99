package dev.threatcards.result;

import java.util.List;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A card and its relations to others, in one commit.
 *
 * @param merged the card with its sources
 * @param relations its relations to other cards, each with the decks that state it
 * @param relationTotal the number of all relations; not all are listed if thousands of cards refer to this one
 * @param users the actors that use the tool, by name; empty for an actor
 * @param tools the tools that the actor's card lists, in its order, each with how many actors use it; empty for a tool
 * @param ids the ids under which other catalogues have the card
 * @param provenance the sources of the cards of the index
 */
public record CardProfile(MergedCard merged, List<Related> relations, int relationTotal, List<CardReference> users,
        List<UsedTool> tools, Crosswalk.Ids ids, Provenance provenance) {

    public CardProfile {
        NullChecks.requireNonNull("merged", merged, "ids", ids, "provenance", provenance);
        relations = DefensiveCopies.list(relations, "relations");
        users = DefensiveCopies.list(users, "users");
        tools = DefensiveCopies.list(tools, "tools");
    }

    /** The group that this one is a subgroup of; empty if none is known. */
    public Optional<CardReference> parent() {
        return relations.stream().filter(related -> related.direction() == Direction.OUT)
                .filter(related -> Relation.isToParent(related.type()) && related.cards().size() == 1)
                .map(related -> related.cards().getFirst()).findFirst();
    }

    /**
     * The deck of that id.
     *
     * @throws IllegalArgumentException if there is no such deck
     */
    public Deck deck(String id) {
        return provenance.deck(id);
    }

    /** The subgroups of this group. */
    public List<CardReference> subgroups() {
        return relations.stream().filter(related -> related.direction() == Direction.IN)
                .filter(related -> Relation.isToParent(related.type())).flatMap(related -> related.cards().stream())
                .distinct().toList();
    }
}
