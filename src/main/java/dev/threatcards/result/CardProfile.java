package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
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
 * @param mappedNames the names that mapping files give to the actor and its card does not have
 * @param mappedAsOne entries of mapping files that say that this card and others of its collection are one actor
 * @param citedBy of the reports that the card cites and others of its collection cite too, how many others do, by the normal form of the
 *     report's address, see {@link ReportCards#normal}
 * @param provenance the sources of the cards of the index
 */
public record CardProfile(MergedCard merged, List<Related> relations, int relationTotal, List<CardReference> users,
        List<UsedTool> tools, Crosswalk.Ids ids, List<MappedName> mappedNames, List<DeckReport.MappedAsOne> mappedAsOne,
        Map<String, Integer> citedBy, Provenance provenance) {

    /**
     * A name that a mapping file gives to the actor and its card does not have.
     *
     * @param name the name with its giver, which is empty if the mapping does not say it
     * @param source the title of the mapping
     * @param note what the mapping says about the actor; may be empty
     */
    public record MappedName(Name name, String source, String note) {
        public MappedName {
            NullChecks.requireNonNull("name", name, "source", source, "note", note);
        }
    }

    public CardProfile {
        NullChecks.requireNonNull("merged", merged, "ids", ids, "provenance", provenance);
        relations = DefensiveCopies.list(relations, "relations");
        users = DefensiveCopies.list(users, "users");
        tools = DefensiveCopies.list(tools, "tools");
        mappedNames = DefensiveCopies.list(mappedNames, "mappedNames");
        mappedAsOne = DefensiveCopies.list(mappedAsOne, "mappedAsOne");
        citedBy = DefensiveCopies.sortedMap(citedBy, "citedBy");
    }

    /** The group that this one is a subgroup of; empty if none is known. */
    public Optional<CardReference> parent() {
        return relations.stream().filter(related -> related.direction() == Direction.OUT)
                .filter(related -> Relation.isToParent(related.type()) && related.cards().size() == 1)
                .map(related -> related.cards().getFirst()).findFirst();
    }

    /**
     * Why the card is not current, in a sentence.
     *
     * @return "Not in the edition of 2025-08-16 of ETDA.", "Revoked by Paper Lantern Crew."; empty if the card is current
     */
    public String status() {
        String collection = merged.card().collection();
        return switch (merged.card().edition()) {
            case CURRENT -> "";
            case DROPPED -> "Not in the " + (droppedBy().isEmpty() ? "newest edition" : "edition of " + droppedBy())
                    + " of " + collection + ".";
            case REVOKED -> "Revoked"
                    + (replacedBy().isEmpty()
                            ? " in " + collection
                            : " by " + replacedBy().stream().map(CardReference::name).collect(Collectors.joining(", ")))
                    + ".";
            case DEPRECATED -> "Deprecated in " + collection + ".";
        };
    }

    /** The day of the edition that dropped the card: {@code yyyy-MM-dd}; empty if none did. */
    public String droppedBy() {
        return merged.card().edition() == EditionStatus.DROPPED
                ? provenance.editions().dropping(merged).map(deck -> deck.date().isoFrom()).orElse("")
                : "";
    }

    /** The cards in favour of which the card was revoked. */
    public List<CardReference> replacedBy() {
        return relations.stream().filter(related -> related.direction() == Direction.OUT)
                .filter(related -> related.type().equals(Relation.REVOKED_BY))
                .flatMap(related -> related.cards().stream()).distinct().toList();
    }

    /** The cards that were revoked in favour of this one. */
    public List<CardReference> replaces() {
        return relations.stream().filter(related -> related.direction() == Direction.IN)
                .filter(related -> related.type().equals(Relation.REVOKED_BY))
                .flatMap(related -> related.cards().stream()).distinct().toList();
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

    /**
     * A tool that an actor's card lists.
     *
     * @param label the label on the actor's card
     * @param card the tool's card; empty if no card or several cards have the name
     * @param users the number of actors that use the tool under any of its names; if it has no card, of actors of the collection that list
     *     the label. At least 1
     */
    public record UsedTool(String label, Optional<CardReference> card, int users) {

        /** The most users of a rare tool. A shared rare tool is a hint that actors are related. */
        public static final int RARE = 4;

        public UsedTool {
            NullChecks.requireNonNull("label", label, "card", card);
        }

        /** Whether the tool {@linkplain #isRare(int) is rare}. */
        public boolean isRare() {
            return isRare(users);
        }

        /** Whether a tool with that number of users is rare: 2 to {@value #RARE} actors use it. */
        public static boolean isRare(int users) {
            return users > 1 && users <= RARE;
        }
    }
}
