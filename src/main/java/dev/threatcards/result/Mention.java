package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A name of a card in a text, or the id of a vulnerability.
 *
 * @param start the offset of the name in UTF-16 units, as in {@link String#substring}
 * @param end the offset after the name
 * @param text the name as the text spells it
 * @param kind what is mentioned; a name that an actor and a tool share gives a mention for each, the actor's first
 * @param cards the cards that have the name, by title; several if they share it. For a vulnerability the actors and tools whose cards mention
 *     it, perhaps none
 * @param generic whether the name is also an ordinary word ("Snake"), so that the text may mean something else
 * @param evidence why the place counts as a mention; {@link Evidence#NONE} if it does not
 * @param cve the id of the vulnerability; empty for names
 * @param mapping what a mapping file says about the name; empty if the cards have the name themselves, and for vulnerabilities. Without cards
 *     it is a name of an actor that no card is about
 */
public record Mention(int start, int end, String text, Kind kind, List<CardReference> cards, boolean generic,
        Evidence evidence, Optional<CveId> cve, Optional<Mapping> mapping) {

    /**
     * What mapping files say about a name that no card has itself.
     *
     * @param source the titles of the mapping files, joined by ", "
     * @param name the name as the mapping spells it
     * @param actor what the mapping calls the actor: the title of its entry, or of the cards that it is about
     */
    public record Mapping(String source, String name, String actor) {
        public Mapping {
            NullChecks.requireNonNull("source", source, "name", name, "actor", actor);
        }
    }

    /** What a text mentions. */
    public enum Kind {
        ACTOR, TOOL,
        /** The id of a vulnerability in the CVE list. */
        CVE;

        /** The kind's name in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a place in a text counts as a mention, the strongest reason first. */
    public enum Evidence {
        /** The name is no ordinary word. */
        DISTINCTIVE("distinctive", "distinctive name"),
        /** The name is no ordinary word, and a mapping file has it. */
        MAPPING("mapping", "distinctive name in a mapping file"),
        /** A word such as "group" or "malware" stands beside the name, here or elsewhere in the text. */
        HEAD_NOUN("headNoun", "a word such as group beside it"),
        /** The name plays the part of the kind, here or elsewhere in the text: it "has targeted" somebody, or was "deployed". */
        ROLE("role", "a word such as used beside it"),
        /** The name stands in a list with names of the kind. */
        LISTED("listed", "in a list of such names"),
        /** The name is written in capitals throughout, here or elsewhere in the text, and the words around it are not. */
        CAPITALS("capitals", "written in capitals"),
        /** The text has another name of the same card. */
        OTHER_NAME("otherName", "another name of the card"),
        /** The text writes the name with a capital within sentences, and never small. */
        CAPITALIZED("capitalized", "always with a capital"),
        /** None: the name is an ordinary word, and the text gives no sign that it means the card. */
        NONE("none", "none");

        private final String key;
        private final String label;

        Evidence(String key, String label) {
            this.key = key;
            this.label = label;
        }

        /** The evidence in words, for people. */
        public String label() {
            return label;
        }

        /** The evidence's name in JSON. */
        public String key() {
            return key;
        }
    }

    public Mention {
        NullChecks.requireNonNull("text", text, "kind", kind, "evidence", evidence, "cve", cve, "mapping", mapping);
        cards = DefensiveCopies.list(cards, "cards");
    }

    /** Whether it is a name from a mapping file, and no card is about its actor. */
    public boolean isOfNoCard() {
        return mapping.isPresent() && cards.isEmpty();
    }

    /** Whether the text gives evidence that it means the card. */
    public boolean isEvident() {
        return evidence != Evidence.NONE;
    }
}
