package dev.threatcards.peers;

import java.io.IOException;

import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/** One connection to a peer, for one thread. */
interface PeerClient extends AutoCloseable {

    /**
     * Asks, and reads the answer to its end.
     *
     * @throws IOException if there was no good answer
     */
    PeerAnswer ask(BenchmarkQuery query) throws IOException;

    @Override
    void close();
}
