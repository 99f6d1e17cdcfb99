package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;

/**
 * A relation of a card to another one, and which decks state it.
 *
 * @param type the type in the words of the decks ("uses", "overlaps", "subgroup-of"); {@link #MENTIONS} for a link in a text,
 *     {@link #SAME_NAME} for a card of another collection
 * @param direction whether this card states it of the other, or the other of this one
 * @param name the other card's title; the text of the reference where there is no such card
 * @param cards the cards that are meant: none if the reference leads nowhere, several if they share the name
 * @param total how many cards are meant in all; at most twenty of them are listed
 * @param likelihood how likely the relation is; empty if that is not stated
 * @param decks the ids of the decks that state it
 * @param reason where the link stands, or which names are shared; empty if a deck states the relation
 * @param ambiguous whether other cards may be meant as well
 */
public record Related(String type, Direction direction, String name, List<CardReference> cards, int total,
        String likelihood, List<String> decks, String reason, boolean ambiguous) {

    /** Which of two cards states the relation. */
    public enum Direction {
        OUT, IN;

        /** As it is written in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A link in the card's text. */
    public static final String MENTIONS = "mentions";

    /** A card of another collection with the same name. */
    public static final String SAME_NAME = "same-name";

    public Related {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(name, "name");
        cards = DefensiveCopies.list(cards, "cards");
        Objects.requireNonNull(likelihood, "likelihood");
        decks = DefensiveCopies.list(decks, "decks");
        Objects.requireNonNull(reason, "reason");
    }
}
