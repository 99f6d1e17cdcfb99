package dev.threatcards.result;

import java.util.List;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A name of a card in a text.
 *
 * @param start the offset of the name in UTF-16 units, as in {@link String#substring}
 * @param end the offset after the name
 * @param text the name as the text spells it
 * @param kind the kind of the cards; a name that an actor and a tool share gives a mention for each kind
 * @param cards the cards that have the name, by title; several if they share it
 * @param generic whether the name is also an ordinary word ("Snake"), so that the text may mean something else
 */
public record Mention(int start, int end, String text, CardReference.Kind kind, List<CardReference> cards,
        boolean generic) {

    public Mention {
        NullChecks.requireNonNull("text", text, "kind", kind);
        cards = DefensiveCopies.list(cards, "cards");
    }
}
