package dev.threatcards;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * ETDA's own decks, which are not part of this project and lie beside it where they are to be tested with. Tests that need
 * them are skipped without, and say so.
 */
public final class RealDecks {

    private static final Path FOLDER = Path.of("../shared/data");

    private RealDecks() {
    }

    public static String groups() {
        return file("groups-2024-08.json");
    }

    public static String tools() {
        return file("tools-2024-08.json");
    }

    public static String safe() {
        return file("card-safe.txt");
    }

    private static String file(String name) {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) {
            System.out.println("SKIPPED, since " + file + " is not there: a test on the real deck.");
        }
        assumeTrue(Files.exists(file), file + " is not there");
        return file.toString();
    }
}
