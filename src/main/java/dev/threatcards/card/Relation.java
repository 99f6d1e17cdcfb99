package dev.threatcards.card;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A relation of a card to another one, as a deck states it.
 *
 * @param type the deck's word for it, read from the card to the other: "uses", "overlaps", "subgroup-of"; empty if it states none
 * @param target the other card: its uuid, or its title where the deck does not know uuids
 * @param likelihood how likely that is, in the words of the estimative language ("likely", "almost-certain"); empty if it is not
 *     stated
 * @param deck the id of the deck that states it
 */
public record Relation(String type, String target, String likelihood, String deck) {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The card is a part of the other, in the words of ETDA's list page. */
    public static final String SUBGROUP_OF = "subgroup-of";

    /** As {@link #SUBGROUP_OF}, in the word of ETDA's MISP export. */
    public static final String SUBGROUP = "subgroup";

    /** The actor uses the target, a tool. */
    public static final String USES = "uses";

    /** The tool is used by the target, an actor. */
    public static final String USED_BY = "used-by";

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

    /**
     * Whether it says that an actor uses the target, if that is a tool: a relation "uses", or one without a type. No other type does:
     * neither "targets" nor "similar" is use.
     */
    public boolean isUse() {
        return type.equals(USES) || type.isEmpty();
    }

    /** Whether the card is a subgroup of the target. */
    public boolean isToParent() {
        return isToParent(type);
    }

    /** As {@link #isToParent()}, for a relation of that type. */
    public static boolean isToParent(String type) {
        Objects.requireNonNull(type, "type");
        return type.equals(SUBGROUP_OF) || type.equals(SUBGROUP);
    }
}
