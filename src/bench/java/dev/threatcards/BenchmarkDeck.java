package dev.threatcards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A deck to measure with, and its index. Both are made when they are first asked for, and found in the folder by later runs. Immutable.
 *
 * @param deck the number of invented cards, or a deck in any form
 * @param folder where its index is, and all else that is made of it
 */
public record BenchmarkDeck(String deck, Path folder) {

    /**
     * The deck.
     *
     * @param bench the folder that all decks are in
     */
    public static BenchmarkDeck of(String deck, String bench) throws IOException {
        return new BenchmarkDeck(deck, Files.createDirectories(Path.of(bench, Path.of(deck).getFileName().toString())));
    }

    /** The cards as a file. */
    public Path file() throws IOException {
        if (!deck.matches("\\d+")) {
            return Path.of(deck);
        }
        Path file = folder.resolve("deck.json");
        if (!Files.exists(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                SyntheticDeck.of(Integer.parseInt(deck), 1).write(out);
            }
        }
        return file;
    }

    /** The folder of the index. */
    public Path index() throws IOException {
        Path index = folder.resolve("index");
        if (!ThreatCards.exists(index)) {
            long start = System.nanoTime();
            ThreatCards.build(index).from(List.of(file().toString()));
            System.out.printf(Locale.ROOT, "indexed in %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
        return index;
    }
}
