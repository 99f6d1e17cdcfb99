package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A technique with the cards that use it: ETDA's if it has any, otherwise those of every collection.
 *
 * @param technique with the name and the tactics that most of the cards give; without a name if cards use its sub-techniques alone
 * @param parent the technique that this is a sub-technique of; empty if it is none
 * @param subTechniques those that cards use, by id
 * @param actors by title, at most a thousand
 * @param actorTotal the number of all actors
 * @param tools by title, at most a thousand
 * @param toolTotal the number of all tools
 * @param elsewhere the numbers of cards of other collections that use it, by collection
 * @param provenance the sources of the cards of the index
 */
public record TechniqueCards(TechniqueId id, Technique technique, Optional<Related> parent, List<Related> subTechniques,
        List<Using> actors, int actorTotal, List<Using> tools, int toolTotal, Map<String, Integer> elsewhere,
        Provenance provenance) implements SubjectCards<TechniqueCards.Using> {

    /**
     * The technique that another one is a part of, or a part of it.
     *
     * @param name empty if no card says it
     * @param actors the number of actors that use it
     * @param tools the number of tools that use it
     */
    public record Related(TechniqueId id, String name, int actors, int tools) {
        public Related {
            NullChecks.requireNonNull("id", id, "name", name);
        }
    }

    /** A card that uses the technique; {@code source} is who states it, and may be empty. */
    public record Using(CardReference card, String source) {
        public Using {
            NullChecks.requireNonNull("card", card, "source", source);
        }
    }

    public TechniqueCards {
        NullChecks.requireNonNull("id", id, "technique", technique, "parent", parent, "provenance", provenance);
        subTechniques = DefensiveCopies.list(subTechniques, "subTechniques");
        actors = DefensiveCopies.list(actors, "actors");
        tools = DefensiveCopies.list(tools, "tools");
        elsewhere = DefensiveCopies.sortedMap(elsewhere, "elsewhere");
    }
}
