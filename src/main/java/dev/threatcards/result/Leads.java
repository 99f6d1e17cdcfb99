package dev.threatcards.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;
import dev.threatcards.text.Numbers;

/**
 * The actors that a text fits: those whose cards have most in common with it, each with every reason. A fit says where to read on. It never
 * says that an actor did what the text tells.
 *
 * @param leads the best fit first; as many as were asked for
 * @param total the number of actors, the first among them, that fit at least half as well as the first; counted among the best sixty, or as many
 *     more as were asked for
 * @param named the actors that the text names, the most mentioned first
 * @param generic tools that the text names and that point to nobody, since many actors use them or anybody can get them; the most common
 *     first
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

        /** What to bear in mind of the lead, such as "named in the text, rests on one thing"; may be empty. */
        public String note() {
            boolean isSpecific = reasons.stream().anyMatch(reason -> !reason.generic && reason.kind != Kind.PASSAGE);
            String rests = isSpecific ? "rests on one thing" : "rests on common words";
            return Stream.of(named ? "named in the text" : "", single ? rests : "").filter(note -> !note.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        /** The reasons for a reader: a phrase for each, or for several labels, several years and several generic tools together. */
        public List<Phrase> phrases() {
            Map<Object, List<Reason>> groups = new LinkedHashMap<>();
            reasons.forEach(reason -> groups.computeIfAbsent(group(reason), each -> new ArrayList<>()).add(reason));
            return groups.values().stream().map(Phrase::of).toList();
        }

        private static Object group(Reason reason) {
            return reason.generic ? "generic" : switch (reason.kind) {
                case SECTOR, TARGET -> "observed";
                case COUNTRY, YEAR -> reason.kind;
                case TOOL, CVE, WORD, PASSAGE, FIRST_SEEN -> reason;
            };
        }
    }

    /**
     * One or more reasons in words.
     *
     * @param text a short phrase
     * @param sentence the sentence of the card that has what the phrase tells; empty if there is none
     * @param generic whether it tells tools that point to nobody
     */
    public record Phrase(String text, String sentence, boolean generic) {
        public Phrase {
            NullChecks.requireNonNull("text", text, "sentence", sentence);
        }

        private static Phrase of(List<Reason> reasons) {
            Reason first = reasons.getFirst();
            if (reasons.size() == 1) {
                return new Phrase(first.phrase(), first.sentence, first.generic);
            }
            String start = first.generic ? "generic tools: " : switch (first.kind) {
                case COUNTRY -> "attributed to ";
                case YEAR -> "active in ";
                default -> "observed in ";
            };
            String others = reasons.stream().skip(1).map(reason -> ", " + reason.text + " (" + (reason.users - 1) + ")")
                    .collect(Collectors.joining());
            return new Phrase(
                    start + first.text + " (" + Numbers.counted(first.users - 1L, "other actor") + ")" + others, "",
                    first.generic);
        }
    }

    /** How far the first lead stands out, as a sentence; empty if there are no leads. */
    public String standing() {
        if (leads.isEmpty()) {
            return "";
        }
        return total <= 1
                ? "No other actor fits half as well as the first."
                : total + " actors fit at least half as well as the first.";
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
     * @param generic whether it is a tool that points to nobody, since many actors use it or anybody can get it
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
                                ? (others == 0 ? "" : ", as " + others(" does", " do")) + ": generic"
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
     * A tool that points to nobody: many actors use it, or anybody can get it.
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
