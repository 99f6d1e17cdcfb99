package dev.threatcards.web.http;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of a server for its clients. Immutable; start from {@link #DEFAULT}. A request beyond a limit of number is answered with a
 * problem document and {@code Retry-After}; a client beyond a limit of time is disconnected.
 *
 * @param heavyRequests exports, statistics, comparisons, scans and lists of names that are answered at once, each on its own thread; as
 *     many compute at a time as there are processors
 * @param heavyQueue how many more of them may wait; the next is answered 503
 * @param heavyWait how long one waits before it is answered 503
 * @param headTime the time to send the head of a request, from its first byte to its last
 * @param bodyTime the time to send the body of a request: 5 MB in half a minute is 1.4 Mbit/s
 * @param responseRate the bytes a second that a client has to read while the server waits for it; a modem reads 5,000
 * @param responseGrace how long the server waits for a client in total before the rate counts
 * @param responseTime how long the server waits in total for the client of one answer, whatever the rate
 * @param connections open connections in total; more wait to be accepted, and idle ones are closed
 * @param connectionsPerAddress open connections from one address, or one IPv6 network of 64 bits; more are closed at once. 0 for no limit
 * @param requestsPerSecond requests a second from one address, ten times as many after a pause; more are answered 429. 0 for no limit
 * @param drainTime how long a server that is closed waits for answers that have begun
 */
public record ServerLimits(int heavyRequests, int heavyQueue, Duration heavyWait, Duration headTime, Duration bodyTime,
        int responseRate, Duration responseGrace, Duration responseTime, int connections, int connectionsPerAddress,
        int requestsPerSecond, Duration drainTime) {

    /** For a server that only its own machine reaches: no limit per address. */
    public static final ServerLimits DEFAULT = new ServerLimits(8, 64, Duration.ofSeconds(10), Duration.ofSeconds(10),
            Duration.ofSeconds(30), 4_000, Duration.ofSeconds(10), Duration.ofMinutes(5), 2_000, 0, 0,
            Duration.ofSeconds(10));

    /** For a server that other machines reach. A page takes ten requests and six connections, and an office may share an address. */
    public static final ServerLimits PUBLIC = DEFAULT.withConnectionsPerAddress(250).withRequestsPerSecond(100);

    /** @throws IllegalArgumentException if a limit is too low; the message names it */
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

    /** These limits with others for heavy requests. */
    public ServerLimits withHeavyRequests(int atOnce, int waiting, Duration wait) {
        return new ServerLimits(atOnce, waiting, wait, headTime, bodyTime, responseRate, responseGrace, responseTime,
                connections, connectionsPerAddress, requestsPerSecond, drainTime);
    }

    /** These limits with another number of connections in total. */
    public ServerLimits withConnections(int most) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, most, connectionsPerAddress, requestsPerSecond, drainTime);
    }

    /** These limits with another number of connections from one address; 0 for no limit. */
    public ServerLimits withConnectionsPerAddress(int most) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, connections, most, requestsPerSecond, drainTime);
    }

    /** These limits with another number of requests a second from one address; 0 for no limit. */
    public ServerLimits withRequestsPerSecond(int most) {
        return new ServerLimits(heavyRequests, heavyQueue, heavyWait, headTime, bodyTime, responseRate, responseGrace,
                responseTime, connections, connectionsPerAddress, most, drainTime);
    }

    /** These limits with another drain time. */
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
