package dev.threatcards.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A search engine as its users have it: with the settings that its own manual has, asked by the interface that it has for others. */
interface Peer extends AutoCloseable {

    /** Hits of an answer, and values of a facet in it. */
    int SIZE = 20;

    /** What it is called in the table. */
    String name();

    /** How it is asked and set up, for the reader of the table. */
    String settings();

    /** Starts what has to run before cards are taken. */
    void start() throws IOException;

    /** Takes all cards, and is done when each can be found. */
    void index(List<PeerCard> cards) throws IOException;

    /** One who asks, one question after the other. */
    PeerClient connect() throws IOException;

    /** How long processors have worked for it so far; empty where that cannot be told. */
    Optional<Duration> processorTime();

    /** How much it has on disk. */
    long bytesOnDisk() throws IOException;

    @Override
    void close();
}
