package dev.threatcards.source.form;

import java.util.OptionalLong;
import java.util.UUID;

import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;

/** Takes what the readers find, in the order in which they find it. */
public interface CardSink {

    /** What a deck says of an actor or a tool. */
    void card(DeckCard card);

    /** Who gives names, for decks that know name-givers by uuid: the giver of a name is then written as that uuid. */
    void giver(UUID uuid, String name);

    /** Something that could not be read, and was set aside. */
    void reject(Reject reject);

    /**
     * How far the reading has come; neither number ever falls.
     *
     * @param bytes read so far of all sources, as they are stored; some of them may hold cards that are yet to be found
     * @param total the bytes of all sources; empty while there is no telling
     */
    default void at(long bytes, OptionalLong total) {
        // Of use to those alone that tell somebody who waits.
    }
}
