package dev.threatcards.peers;

import java.io.IOException;

/** What a peer answered. It is taken apart only when asked about, so that the time of an answer is the peer's. */
interface PeerAnswer {

    /** How many cards match. */
    long total() throws IOException;

    /** How long the answer is. */
    long bytes();
}
