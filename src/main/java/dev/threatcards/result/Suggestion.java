package dev.threatcards.result;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;

/**
 * What a text that is being typed may become.
 *
 * @param text what it would be, as the cards spell it
 * @param kind what that is
 * @param detail more to tell it from others, for people: "named by CrowdStrike → Sofacy"; empty if there is nothing to say
 * @param count how many actors have the value or use the tool; of an actor, and of another name of one, how many names it has
 * @param card the actor's card, or the tool's; empty for other kinds, and for tools without a card
 * @param value the value of the kind's facet by which the cards are found; empty where there is none
 */
public record Suggestion(String text, Kind kind, String detail, int count, Optional<CardReference> card, String value) {

    /** What a suggestion is; in the order in which they are listed. */
    public enum Kind {
        /** An actor's title. */
        ACTOR(null),
        /** Another name of an actor. */
        ALIAS(null),
        /** A tool, under any of its names. */
        TOOL(Facet.TOOL),
        /** A country that actors are attributed to. */
        COUNTRY(Facet.COUNTRY),
        /** An observed sector. */
        SECTOR(Facet.SECTOR),
        /** A motivation. */
        MOTIVATION(Facet.MOTIVATION),
        /** An observed country. */
        TARGET(Facet.TARGET),
        /** Who gave names to actors. */
        GIVER(Facet.GIVER);

        private final Facet facet;

        Kind(Facet facet) {
            this.facet = facet;
        }

        /** The facet whose value it is; empty for names. */
        public Optional<Facet> facet() {
            return Optional.ofNullable(facet);
        }

        /** As it is written in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Suggestion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(value, "value");
    }
}
