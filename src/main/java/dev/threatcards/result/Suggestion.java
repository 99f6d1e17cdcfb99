package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A completion of a text that is being typed.
 *
 * @param text the completed text, as the cards spell it
 * @param detail a hint to distinguish it from others: "named by CrowdStrike → Sofacy"; may be empty
 * @param count the number of actors that have the value or use the tool; for an actor, the number of its names
 * @param card the card of the actor or the tool; empty for other kinds, and for tools without a card
 * @param value the value of the kind's facet that finds the cards; empty if there is none
 */
public record Suggestion(String text, Kind kind, String detail, int count, Optional<CardReference> card, String value) {

    /** Kinds of suggestions, in the order in which they are listed. */
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
        /** A name-giver. */
        GIVER(Facet.GIVER),
        /** A vulnerability that actors' cards mention. */
        CVE(Facet.CVE);

        private final Facet facet;

        Kind(Facet facet) {
            this.facet = facet;
        }

        /** The facet of the value; empty for names. */
        public Optional<Facet> facet() {
            return Optional.ofNullable(facet);
        }

        /** The name in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The requested number of completions of a text that is being typed, and the number of all of them. */
    public record Found(List<Suggestion> suggestions, int total) {

        public Found {
            suggestions = DefensiveCopies.list(suggestions, "suggestions");
        }
    }

    public Suggestion {
        NullChecks.requireNonNull("text", text, "kind", kind, "detail", detail, "card", card, "value", value);
    }
}
