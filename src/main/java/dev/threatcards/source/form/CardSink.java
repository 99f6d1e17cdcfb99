package dev.threatcards.source.form;

import java.util.OptionalLong;
import java.util.UUID;

import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;

/** Receives what the readers read, in the order of the source. */
public interface CardSink {

    /** Receives a card. */
    void card(DeckCard card);

    /** Receives the name of a name-giver, for decks that refer to name-givers by uuid. */
    void giver(UUID uuid, String name);

    /** Receives a part of the source that could not be read. */
    void reject(Reject reject);

    /**
     * Receives a campaign that its source attributes to none of the actors in it, so that it became no operation.
     *
     * @param campaign its name
     * @param location the file or address
     */
    default void unattributed(String campaign, String location) {
        // Optional.
    }

    /**
     * Reports progress. Neither number ever decreases.
     *
     * @param bytes the bytes read so far of all sources, before unpacking
     * @param total the bytes of all sources; empty while unknown
     */
    default void at(long bytes, OptionalLong total) {
        // Optional.
    }
}
