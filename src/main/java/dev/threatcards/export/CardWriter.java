package dev.threatcards.export;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import dev.threatcards.card.MergedCard;

/**
 * Writes cards in one form, one after the other. What is held in memory does not grow with the texts of cards. For use by one
 * thread.
 */
public interface CardWriter extends AutoCloseable {

    /**
     * Writes a card. Tools come before the actors that use them.
     *
     * @param tools the cards of the tools that the actor uses; none of a tool
     * @throws IOException if the output takes no more
     */
    void write(MergedCard card, List<UUID> tools) throws IOException;

    /** Writes what comes after the last card. Without it the output is not whole. */
    @Override
    void close() throws IOException;
}
