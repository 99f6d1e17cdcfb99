package dev.threatcards.card;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * That a card has to do with another one, as a deck says it.
 *
 * @param type how, in the deck's word, read from the card to the other: "uses", "overlaps", "subgroup-of"; empty if it is not said
 * @param target the other card: its uuid, or its title where the deck does not know uuids
 * @param likelihood how likely that is said to be, in the words of the estimative language ("likely", "almost-certain");
 *     empty if it is not said
 * @param deck the id of the deck that says so
 */
public record Relation(String type, String target, String likelihood, String deck) {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The card is a part of the other, in the words of ETDA's list page. */
    public static final String SUBGROUP_OF = "subgroup-of";

    /** As {@link #SUBGROUP_OF}, in the word of ETDA's MISP export. */
    public static final String SUBGROUP = "subgroup";

    public Relation {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(likelihood, "likelihood");
        Objects.requireNonNull(deck, "deck");
    }

    /** The target's uuid; empty if the target is a title. */
    public Optional<UUID> uuid() {
        return isUuid(target) ? Optional.of(UUID.fromString(target)) : Optional.empty();
    }

    /** Whether the text has the form of a uuid; {@link UUID#fromString} takes shorter ones too. */
    public static boolean isUuid(String text) {
        Objects.requireNonNull(text, "text");
        return UUID_FORM.matcher(text).matches();
    }

    /** Whether it says that the card is a subgroup, and the target the group above it. */
    public boolean isToParent() {
        return isToParent(type);
    }

    /** As {@link #isToParent()}, for a relation of that type. */
    public static boolean isToParent(String type) {
        Objects.requireNonNull(type, "type");
        return type.equals(SUBGROUP_OF) || type.equals(SUBGROUP);
    }
}
