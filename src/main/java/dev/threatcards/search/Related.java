package dev.threatcards.search;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.DefensiveCopies;

/**
 * That a card has to do with another one, and who says so.
 *
 * @param type how, in the words of those who say so ("uses", "overlaps", "subgroup-of"); {@link #MENTIONS} for a link in
 *     the text, {@link #SAME_NAME} for a card of another collection
 * @param direction whether this card says it of the other, or the other of this one
 * @param name the other card's title; what it is called where there is no such card
 * @param cards the cards that are meant: none if the reference leads nowhere, more than one if they share the name
 * @param total how many cards are meant in all; twenty of them are listed at most
 * @param likelihood how likely it is said to be; empty if that is not said
 * @param decks the ids of the decks that say so
 * @param reason why the cards are held to belong together, or where the link stands; empty if a deck simply says so
 * @param ambiguous whether other cards may be meant as well
 */
public record Related(String type, Direction direction, String name, List<CardReference> cards, int total,
        String likelihood, List<String> decks, String reason, boolean ambiguous) {

    /** Which of two cards says that they belong together. */
    public enum Direction {
        OUT, IN;

        /** As it is written in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The card's text has a link to the other. */
    public static final String MENTIONS = "mentions";

    /** A card of another collection has one of the names. */
    public static final String SAME_NAME = "same-name";

    /** The same, as said by those decks too. */
    Related alsoSaidBy(List<String> others) {
        List<String> all = Stream.concat(decks.stream(), others.stream()).distinct().toList();
        return new Related(type, direction, name, cards, total, likelihood, all, reason, ambiguous);
    }

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
