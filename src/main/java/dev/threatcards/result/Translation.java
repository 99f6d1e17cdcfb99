package dev.threatcards.result;

import java.util.List;
import java.util.Locale;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * What a giver calls an actor.
 *
 * @param name the name as requested
 * @param giver the giver, as most cards spell it
 * @param cards the actors that the name may mean, the best match first; tools only if it means no actor
 * @param provenance the sources of the cards
 */
public record Translation(String name, String giver, List<Translated> cards, Provenance provenance) {

    /** How a translation ended. */
    public enum Outcome {
        /** The giver has a name for at least one of the actors. */
        TRANSLATED,
        /** The name is known, but no card has a name by the giver. The giver may have one that the cards lack. */
        NO_NAME,
        /** No card has the name. */
        UNKNOWN_NAME;

        /** The outcome in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An actor that the name may mean.
     *
     * @param as the requested name as the card spells it
     * @param asGiver who gave that name, as in {@link Resolution.Meaning#giver}
     * @param names what the giver calls the actor, in the card's order; empty if no card has such a name
     */
    public record Translated(CardReference card, String as, String asGiver, Degree degree, List<GivenName> names) {

        public Translated {
            NullChecks.requireNonNull("card", card, "as", as, "asGiver", asGiver, "degree", degree);
            names = DefensiveCopies.list(names, "names");
        }
    }

    public Translation {
        NullChecks.requireNonNull("name", name, "giver", giver, "provenance", provenance);
        cards = DefensiveCopies.list(cards, "cards");
    }

    /** How the translation ended. */
    public Outcome outcome() {
        if (cards.isEmpty()) {
            return Outcome.UNKNOWN_NAME;
        }
        return cards.stream().allMatch(card -> card.names().isEmpty()) ? Outcome.NO_NAME : Outcome.TRANSLATED;
    }

    /** Whether the name may mean several actors. */
    public boolean ambiguous() {
        return cards.size() > 1;
    }
}
