package dev.threatcards.card;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.threatcards.text.NullChecks;

/**
 * A relation of a card to another one that a deck states.
 *
 * @param type the deck's word for it: "uses", "overlaps", "subgroup-of"; may be empty
 * @param target the other card's uuid, or its title if the deck has no uuids
 * @param likelihood how likely the relation is, in the words of estimative language ("likely", "almost-certain"); may be empty
 * @param deck the id of the deck that states it
 */
public record Relation(String type, String target, String likelihood, String deck) {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The card is a subgroup of the target, in the words of ETDA's list page. */
    public static final String SUBGROUP_OF = "subgroup-of";

    /** The same as {@link #SUBGROUP_OF} in ETDA's MISP export. */
    public static final String SUBGROUP = "subgroup";

    /** The actor uses the target, a tool. */
    public static final String USES = "uses";

    /** The tool is used by the target, an actor. */
    public static final String USED_BY = "used-by";

    /** The card was withdrawn in favour of the target, in the words of STIX. */
    public static final String REVOKED_BY = "revoked-by";

    public Relation {
        NullChecks.requireNonNull("type", type, "target", target, "likelihood", likelihood, "deck", deck);
    }

    /** The target's uuid; empty if the target is a title. */
    public Optional<UUID> uuid() {
        return isUuid(target) ? Optional.of(UUID.fromString(target)) : Optional.empty();
    }

    /** Whether the text is a complete uuid. {@link UUID#fromString} also accepts shorter ones. */
    public static boolean isUuid(String text) {
        Objects.requireNonNull(text, "text");
        return UUID_FORM.matcher(text).matches();
    }

    /**
     * Whether the relation of an actor to a tool means that the actor uses it: its type is "uses" or empty. Types such as "targets"
     * and "similar" do not mean use.
     */
    public boolean isUse() {
        return type.equals(USES) || type.isEmpty();
    }

    /** Whether the card is a subgroup of the target. */
    public boolean isToParent() {
        return isToParent(type);
    }

    /** Whether relations of that type lead to a parent. */
    public static boolean isToParent(String type) {
        Objects.requireNonNull(type, "type");
        return type.equals(SUBGROUP_OF) || type.equals(SUBGROUP);
    }
}
