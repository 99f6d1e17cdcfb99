package dev.threatcards.result;

import java.util.List;
import java.util.Objects;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;

/**
 * A place in a text where cards are named.
 *
 * @param start where the name begins, in UTF-16 units from the beginning of the text, as {@link String#substring} takes it
 * @param end where it ends, likewise; the unit there is not part of it
 * @param text the name as the text has it
 * @param kind what the cards are of; where an actor and a tool share the name, the place is given once for each kind
 * @param cards the cards that have the name, by title; more than one if they share it, which is shown and never settled
 * @param generic whether the name is an ordinary word as well ("Snake"), so that the text may mean something else
 */
public record Mention(int start, int end, String text, CardReference.Kind kind, List<CardReference> cards,
        boolean generic) {

    public Mention {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
        cards = DefensiveCopies.list(cards, "cards");
    }
}
