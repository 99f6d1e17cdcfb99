package dev.threatcards.export;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import dev.threatcards.card.MergedCard;

/**
 * Writes cards in one format, one after the other, without holding their texts in memory. Not thread-safe.
 */
public interface CardWriter extends AutoCloseable {

    /**
     * Writes a card. Tools must be written before the actors that use them.
     *
     * @param tools the cards of the tools that an actor uses
     * @throws IOException if writing fails
     */
    void write(MergedCard card, List<UUID> tools) throws IOException;

    /** Writes what follows the last card. Without it the output is incomplete. */
    @Override
    void close() throws IOException;
}
