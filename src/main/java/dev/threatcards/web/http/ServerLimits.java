package dev.threatcards.web.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What a server gives its clients at most: how many requests at once, how often, and for how long. Immutable; start from
 * {@link #DEFAULT}. Whoever is past a bound of number is told so in a problem document with {@code Retry-After}; whoever is past a
 * bound of time is disconnected.
 *
 * @param heavyRequests exports, statistics, comparisons, scans and lists of names that are answered at once. Each has a thread of
 *     its own, and of these as many compute at a time as there are processors: searches never wait for them
 * @param heavyQueue how many more of them may wait for their turn; the next is answered 503
 * @param heavyWait how long one waits for its turn before it is answered 503
 * @param headTime how long a client may take to send the head of a request, from its first byte to its last. A head is sent in one
 *     go by all that is no attack or a very bad line
 * @param bodyTime how long a client may take to send the body: the largest, 5 MB, in half a minute is 1.4 Mbit/s
 * @param responseRate how many bytes a second a client has to read while the server waits for it; a modem reads 5,000
 * @param responseGrace for how long the server waits for a client, all in all, before the rate counts
 * @param responseTime how long the server waits for the client of one answer, all in all, whatever the rate
 * @param connections open connections in all; more wait to be accepted, and idle ones make place
 * @param connectionsPerAddress open connections from one address, an IPv6 network of 64 bits being one; more are closed at once.
 *     0 for no bound
 * @param requestsPerSecond how many requests an address may make in a second, ten times as many after a pause; more are answered
 *     429. 0 for no bound
 * @param drainTime how long a server that is closed waits for the answers that it has begun
 */
public record ServerLimits(int heavyRequests, int heavyQueue, Duration heavyWait, Duration headTime, Duration bodyTime,
        int responseRate, Duration responseGrace, Duration responseTime, int connections, int connectionsPerAddress,
        int requestsPerSecond, Duration drainTime) {

    /** For a server that only its own machine reaches: no bound by address. */
    public static final ServerLimits DEFAULT = new ServerLimits(8, 64, Duration.ofSeconds(10), Duration.ofSeconds(10),
            Duration.ofSeconds(30), 4_000, Duration.ofSeconds(10), Duration.ofMinutes(5), 2_000, 0, 0,
            Duration.ofSeconds(10));

    /**
     * For a server that other machines reach: a browser that shows a page asks for ten things, and nobody turns ten pages a
     * second; a browser opens six connections, and an office may share an address.
     */
    public static final ServerLimits PUBLIC = DEFAULT.withConnectionsPerAddress(250).withRequestsPerSecond(100);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is below what a server can work with, naming it
     */
    public ServerLimits {
        requireAtLeast(1, heavyRequests, "heavyRequests");
        requireAtLeast(0, heavyQueue, "heavyQueue");
        requirePositive(heavyWait, "heavyWait");
        requirePositive(headTime, "headTime");
        requirePositive(bodyTime, "bodyTime");
        requireAtLeast(1, responseRate, "responseRate");
        requirePositive(responseGrace, "responseGrace");
        requirePositive(responseTime, "responseTime");
        requireAtLeast(1, connections, "connections");
        requireAtLeast(0, connectionsPerAddress, "connectionsPerAddress");
        requireAtLeast(0, requestsPerSecond, "requestsPerSecond");
        if (drainTime.isNegative()) {
            throw new IllegalArgumentException("\"drainTime\" is not below 0; " + drainTime + " is");
        }
    }

    /** The same, with so many heavy requests at once, and so many that wait. */
    public ServerLimits withHeavyRequests(int atOnce, int waiting, Duration wait) {
        return new ServerLimits(atOnce, waiting, wait, headTime, bodyTime, responseRate, responseGrace, responseTime,
                connections, connectionsPerAddress, requestsPerSecond, drainTime);
    }

    /** The same, with these times for the head and the body of a request. */
    public ServerLimits withRequestTimes(Duration head, Duration body) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, head, body, responseRate, responseGrace,
                responseTime, connections, connectionsPerAddress, requestsPerSecond, drainTime);
    }

    /** The same, with that patience for a client that reads slowly. */
    public ServerLimits withResponses(int bytesPerSecond, Duration grace, Duration time) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, bytesPerSecond, grace, time,
                connections, connectionsPerAddress, requestsPerSecond, drainTime);
    }

    /** The same, with so many connections in all. */
    public ServerLimits withConnections(int most) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, most, connectionsPerAddress, requestsPerSecond, drainTime);
    }

    /** The same, with so many connections from one address; 0 for no bound. */
    public ServerLimits withConnectionsPerAddress(int most) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, connections, most, requestsPerSecond, drainTime);
    }

    /** The same, with so many requests a second from one address; 0 for no bound. */
    public ServerLimits withRequestsPerSecond(int most) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, connections, connectionsPerAddress, most, drainTime);
    }

    /** The same, with that time for answers that were begun when the server is closed. */
    public ServerLimits withDrainTime(Duration time) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, connections, connectionsPerAddress, requestsPerSecond, time);
    }

    private static void requireAtLeast(int least, int number, String name) {
        if (number < least) {
            throw new IllegalArgumentException("\"" + name + "\" is at least " + least + "; " + number + " is less");
        }
    }

    private static void requirePositive(Duration time, String name) {
        Objects.requireNonNull(time, name);
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("\"" + name + "\" is longer than 0; " + time + " is not");
        }
    }
}
