package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The cards that a name may refer to.
 *
 * @param name the name as requested
 * @param meanings the distinct cards, actors before tools, then by degree, then by title; empty if the name is unknown. At most a
 *     thousand actors and a thousand tools
 * @param total the number of all these cards
 * @param cve if the text is no name but the id of a vulnerability, the cards that mention it, perhaps none; otherwise empty
 */
public record Resolution(String name, List<Meaning> meanings, int total, Optional<CveCards> cve) {

    /** How well a name matches that of a card. */
    public enum Degree {
        /** Equal except for case and white space. */
        EXACT,
        /** Equal letters and digits; accents and separators may differ. */
        FOLDED,
        /** Equal without head nouns such as "Group", "Team", "APT" and "the", see {@code head-nouns.txt}. */
        CORE,
        /** Perhaps mistyped, but with the same digits. Only if no card matches better. */
        NEAR;

        /** The name in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A card that the name may refer to.
     *
     * @param as the name as the card spells it; its uuid if the requested name is the uuid
     * @param giver the name-givers, joined by ", "; "?" if the encyclopedia does not know them; may be empty
     */
    public record Meaning(CardReference card, String as, String giver, Degree degree) {
        public Meaning {
            NullChecks.requireNonNull("card", card, "as", as, "giver", giver, "degree", degree);
        }
    }

    public Resolution {
        Objects.requireNonNull(name, "name");
        meanings = DefensiveCopies.list(meanings, "meanings");
        Objects.requireNonNull(cve, "cve");
    }

    /** The resolution of a name. */
    public Resolution(String name, List<Meaning> meanings, int total) {
        this(name, meanings, total, Optional.empty());
    }

    /** A resolution with all its meanings. */
    public Resolution(String name, List<Meaning> meanings) {
        this(name, meanings, meanings.size());
    }

    /** The same text as the id of a vulnerability. */
    public Resolution withCve(CveCards cards) {
        Objects.requireNonNull(cards, "cards");
        return new Resolution(name, meanings, total, Optional.of(cards));
    }

    /** Whether any card has the name, or mentions the vulnerability. */
    public boolean isKnown() {
        return !meanings.isEmpty() || cve.filter(cards -> cards.total() > 0).isPresent();
    }

    /**
     * Whether the name may refer to several actors or to several tools. An actor and a tool with the same name are not ambiguous,
     * because their kinds differ.
     */
    public boolean ambiguous() {
        return count(Kind.ACTOR) > 1 || count(Kind.TOOL) > 1;
    }

    private long count(Kind kind) {
        return meanings.stream().filter(meaning -> meaning.card().kind() == kind).count();
    }
}
