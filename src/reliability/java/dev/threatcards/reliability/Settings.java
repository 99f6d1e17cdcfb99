package dev.threatcards.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long each part runs, and on what. A run of Maven tells it as system properties, {@code -Dreliability.kills=20}; tests use
 * {@link #brief}.
 *
 * @param seed of everything random, so that a run can be repeated
 * @param folder where decks, indexes and logs go, and the results
 * @param jar the packaged program; child processes run it, or where it does not exist the class path
 * @param decks files in ETDA's JSON form to use in place of invented cards; may be empty
 * @param kills ingests that are killed
 * @param damages changes of index files
 * @param inputs of the fuzzer, over all its targets
 * @param hostileDecks decks of hostile cards
 * @param soak how long the server is under load
 * @param reingest the time between two ingests meanwhile
 * @param clients that ask at the same time
 * @param think how long a client waits before it asks again
 * @param queries that a server with a small heap answers
 * @param rounds of parallel calls of an agent
 */
record Settings(long seed, Path folder, Path jar, List<Path> decks, int kills, int damages, long inputs,
        int hostileDecks, Duration soak, Duration reingest, int clients, Duration think, int queries, int rounds) {

    private static final String PREFIX = "reliability.";

    static Settings ofProperties() {
        String decks = System.getProperty(PREFIX + "deck", "");
        return new Settings(number("seed", System.nanoTime() & Integer.MAX_VALUE),
                Path.of(System.getProperty(PREFIX + "folder", "target/reliability")),
                Path.of(System.getProperty(PREFIX + "jar", "target/threat-cards-0.1.0-app.jar")),
                Stream.of(decks.split(",", -1)).filter(each -> !each.isBlank()).map(Path::of).toList(),
                (int) number("kills", 200), (int) number("damages", 1_000), number("inputs", 10_000_000),
                (int) number("hostile", 5), Duration.ofSeconds(Math.round(60 * decimal("minutes", 60))),
                Duration.ofSeconds(number("reingest", 60)), (int) number("clients", 32),
                Duration.ofMillis(number("think", 20)), (int) number("queries", 5_000), (int) number("rounds", 1_000));
    }

    /** A few of everything, in seconds. */
    static Settings brief(Path folder) {
        return new Settings(1, folder, Path.of(System.getProperty("app.jar", "target/none.jar")), List.of(), 4, 40, 0,
                1, Duration.ofSeconds(6), Duration.ofSeconds(2), 4, Duration.ofMillis(20), 100, 20);
    }

    /** Whether it is the short form of a test. */
    boolean isBrief() {
        return inputs == 0;
    }

    /** The folder of one part. */
    Path folder(String part) {
        return folder.resolve(part);
    }

    private static long number(String name, long usual) {
        return Long.getLong(PREFIX + name, usual);
    }

    private static double decimal(String name, double usual) {
        String told = System.getProperty(PREFIX + name, "");
        return told.isBlank() ? usual : Double.parseDouble(told);
    }
}
