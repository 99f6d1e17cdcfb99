package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;
import dev.threatcards.text.Numbers;

/**
 * The actors that a text fits: those whose cards have most in common with it, each with every reason. A fit says where to read on. It never
 * says that an actor did what the text tells.
 *
 * @param leads the best fit first; as many as were asked for
 * @param total the number of all actors that have anything in common with the text
 * @param named the actors that the text names, the most mentioned first
 * @param generic tools that the text names and that so many actors use that they point to none, the most common first
 */
public record Leads(List<Lead> leads, int total, List<MentionedCard> named, List<GenericTool> generic) {

    /** What a reader has to know about every list of leads. */
    public static final String CAUTION = "A lead fits the text: its card has much in common with it. That is a hint where to read on, not an attribution.";

    /**
     * An actor that the text fits.
     *
     * @param score how well it fits; comparable among the leads of one text alone
     * @param named whether the text names the actor
     * @param single whether the lead rests on one thing alone, so that a coincidence would explain it
     * @param reasons what the text and the card have in common, the weightiest first, generic tools last
     */
    public record Lead(CardReference card, double score, boolean named, boolean single, List<Reason> reasons) {
        public Lead {
            Objects.requireNonNull(card, "card");
            reasons = DefensiveCopies.list(reasons, "reasons");
        }
    }

    /** What a text and a card can have in common. */
    public enum Kind {
        /** A tool that the text names and the actor uses. */
        TOOL,
        /** A vulnerability that both mention. */
        CVE,
        /** A word that few cards have. */
        WORD,
        /** A sentence of the card that has several words of the text. */
        PASSAGE,
        /** The country that the actor is attributed to. */
        COUNTRY,
        /** A sector in which the actor was observed. */
        SECTOR,
        /** A country in which the actor was observed. */
        TARGET,
        /** A year in which the actor had operations. */
        YEAR,
        /** The year in which the actor was first seen. */
        FIRST_SEEN;

        /** The kind's name in JSON. */
        public String key() {
            return this == FIRST_SEEN ? "firstSeen" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that the text and an actor's card have in common.
     *
     * @param text the tool, the id, the word as the text writes it, the label, the year or the sentence
     * @param users the number of actors that have it, this one among them; 1 for a sentence
     * @param generic whether it is a tool that too many actors use to point to one
     * @param sentence the sentence of the card that has it; empty if it is in none, or a sentence itself
     */
    public record Reason(Kind kind, String text, int users, boolean generic, String sentence) {
        public Reason {
            NullChecks.requireNonNull("kind", kind, "text", text, "sentence", sentence);
        }

        /** The reason as a short phrase: "uses Ryuk, which 2 other actors use". */
        public String phrase() {
            int others = users - 1;
            return switch (kind) {
                case TOOL -> "uses " + text
                        + (generic
                                ? ", as " + Numbers.counted(others, "other actor") + (others == 1 ? " does" : " do")
                                        + ": generic"
                                : others == 0 ? ", which no other actor uses" : ", which " + others(" uses", " use"));
                case CVE -> "mentions " + text + shared(" does", " do");
                case WORD -> "says \u201C" + text + "\u201D" + shared(" does", " do");
                case PASSAGE -> "says: \u201C" + text + "\u201D";
                case COUNTRY -> "attributed to " + text + shared(" is", " are");
                case SECTOR, TARGET -> "observed in " + text + shared(" was", " were");
                case YEAR -> "active in " + text + shared(" was", " were");
                case FIRST_SEEN -> "first seen in " + text + shared(" was", " were");
            };
        }

        private String shared(String one, String several) {
            return users == 1 ? ", as no other actor" + one : ", as " + others(one, several);
        }

        private String others(String one, String several) {
            return Numbers.counted(users - 1L, "other actor") + (users == 2 ? one : several);
        }
    }

    /**
     * A tool that many actors use.
     *
     * @param name the tool's title
     * @param users the number of actors that use it
     */
    public record GenericTool(String name, int users) {
        public GenericTool {
            Objects.requireNonNull(name, "name");
        }
    }

    public Leads {
        leads = DefensiveCopies.list(leads, "leads");
        named = DefensiveCopies.list(named, "named");
        generic = DefensiveCopies.list(generic, "generic");
    }
}
