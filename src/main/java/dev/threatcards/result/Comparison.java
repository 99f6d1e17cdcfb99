package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * Actors side by side, and what they share. Shared values are a hint for a reader and no attribution.
 *
 * @param actors the actors, in the requested order
 * @param values their values in each aspect; an aspect in which no card has a value is absent. Values that more actors have come
 *     first; of those the rarer tools, then in the order of the cards
 * @param connections what the cards state of each other, each once
 * @param summary a sentence about what all of them share; empty for fewer than two actors
 */
public record Comparison(List<ActorCard> actors, Map<Aspect, List<Value>> values, List<Connection> connections,
        String summary) {

    /** An aspect in which actors are compared, in the order in which a page shows them. */
    public enum Aspect {
        /** Names; spellings that differ in case or signs are one. */
        NAME(null), COUNTRY(Facet.COUNTRY), SPONSOR(null), MOTIVATION(Facet.MOTIVATION),
        /** The date of the first sighting as the card has it. */
        FIRST_SEEN(null),
        /** The date of the newest operation as the card has it. */
        LAST_ACTIVE(null), SECTOR(Facet.SECTOR), TARGET(Facet.TARGET),
        /** Tools; the names of one tool are one. */
        TOOL(Facet.TOOL),
        /** Techniques of MITRE ATT&amp;CK. */
        TECHNIQUE(Facet.TECHNIQUE),
        /** Groups of MITRE ATT&amp;CK. */
        ATTACK_ID(null);

        private final Facet facet;

        Aspect(Facet facet) {
            this.facet = facet;
        }

        /** The facet whose values are compared; empty if the aspect is no facet. */
        public Optional<Facet> facet() {
            return Optional.ofNullable(facet);
        }
    }

    /**
     * A value that one or several of the actors have.
     *
     * @param text the value as the first of them spells it; of a tool, its card's title
     * @param holders the actors that have it
     * @param users of a tool, how many actors of the collection use it, and no fewer than the holders; else 0
     * @param rare whether it is a tool that {@linkplain CardProfile.UsedTool#isRare(int) few use}
     */
    public record Value(String text, List<UUID> holders, int users, boolean rare) {

        public Value {
            Objects.requireNonNull(text, "text");
            holders = DefensiveCopies.list(holders, "holders");
        }
    }

    /**
     * A relation of one of the compared cards to another one.
     *
     * @param type the type of the relation, see {@link Related#type}
     * @param reason where a link stands, or which names are shared; empty if a deck states the relation
     */
    public record Connection(CardReference from, String type, CardReference to, String reason) {
        public Connection {
            NullChecks.requireNonNull("from", from, "type", type, "to", to, "reason", reason);
        }
    }

    public Comparison {
        actors = DefensiveCopies.list(actors, "actors");
        values = DefensiveCopies.lists(values, "values");
        connections = DefensiveCopies.list(connections, "connections");
        Objects.requireNonNull(summary, "summary");
    }

    /** The values of an aspect; may be empty. */
    public List<Value> of(Aspect aspect) {
        Objects.requireNonNull(aspect, "aspect");
        return values.getOrDefault(aspect, List.of());
    }

    /** The values of an aspect that all actors have. */
    public List<Value> sharedByAll(Aspect aspect) {
        return of(aspect).stream().filter(value -> value.holders().size() == actors.size()).toList();
    }
}
