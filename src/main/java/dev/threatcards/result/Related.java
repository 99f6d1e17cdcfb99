package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A relation of a card to another one, and the decks that state it.
 *
 * @param type the type in the words of the decks ("uses", "overlaps", "subgroup-of"); {@link #MENTIONS} for a link in a text,
 *     {@link #SAME_NAME} for a card of another collection
 * @param direction which of the two cards states the relation
 * @param name the other card's title; the text of the reference if there is no such card
 * @param cards the other card; none if it does not exist, several if they share the name, at most twenty
 * @param total the number of all these cards
 * @param likelihood how likely the relation is; may be empty
 * @param decks the ids of the decks that state it
 * @param reason the field that has the link, or the shared names; empty if a deck states the relation
 * @param ambiguous whether other cards may be meant
 */
public record Related(String type, Direction direction, String name, List<CardReference> cards, int total,
        String likelihood, List<String> decks, String reason, boolean ambiguous) {

    /** Whether this card states the relation (out) or the other one (in). */
    public enum Direction {
        OUT, IN
    }

    /** The type of a link in the card's text. */
    public static final String MENTIONS = "mentions";

    /** The type of the relation to a card of another collection with the same name. */
    public static final String SAME_NAME = "same-name";

    public Related {
        NullChecks.requireNonNull("type", type, "direction", direction, "name", name, "likelihood", likelihood,
                "reason", reason);
        cards = DefensiveCopies.list(cards, "cards");
        decks = DefensiveCopies.list(decks, "decks");
    }
}
