package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a name may mean.
 *
 * @param name the name as it was asked for
 * @param meanings the cards, each once: actors before tools, then by how well the name matches, then by title; empty if the
 *     name is not known. A thousand actors and a thousand tools at most
 * @param total how many cards it may mean in all
 */
public record Resolution(String name, List<Meaning> meanings, int total) {

    /** How a name matches a card's. */
    public enum Degree {
        /** The same, but for case and white space. */
        EXACT,
        /** The same letters and digits; accents and separators differ. */
        FOLDED,
        /** Mistyped perhaps, in its letters and never in its digits. Given only where no card matches better. */
        NEAR;

        /** As it is written in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A card that the name may mean.
     *
     * @param as the name as the card spells it; its uuid where it was asked for by that
     * @param giver who gave it, several joined by ", ", "?" where the encyclopedia does not know; empty where nobody is named
     */
    public record Meaning(CardReference card, String as, String giver, Degree degree) {
        public Meaning {
            Objects.requireNonNull(card, "card");
            Objects.requireNonNull(as, "as");
            Objects.requireNonNull(giver, "giver");
            Objects.requireNonNull(degree, "degree");
        }
    }

    public Resolution {
        Objects.requireNonNull(name, "name");
        meanings = DefensiveCopies.list(meanings, "meanings");
    }

    /** With all meanings. */
    public Resolution(String name, List<Meaning> meanings) {
        this(name, meanings, meanings.size());
    }

    /**
     * Whether the name leaves open which card is meant: two actors, or two tools. An actor and a tool of one name are told
     * apart by their kind. "APT9" on one card and "APT 9" on another are one name of two cards.
     */
    public boolean ambiguous() {
        return count(Kind.ACTOR) > 1 || count(Kind.TOOL) > 1;
    }

    private long count(Kind kind) {
        return meanings.stream().filter(meaning -> meaning.card().kind() == kind).count();
    }
}
