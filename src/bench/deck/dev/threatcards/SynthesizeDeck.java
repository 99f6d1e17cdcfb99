package dev.threatcards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a synthetic deck to {@code deck.json} in a folder: {@code SynthesizeDeck CARDS FOLDER [SEED]}. The same size and seed
 * write the same bytes.
 */
final class SynthesizeDeck {

    private static final int SEED = 2;

    private SynthesizeDeck() {
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createDirectories(Path.of(arguments[1])).resolve("deck.json");
        long seed = arguments.length > SEED ? Long.parseLong(arguments[SEED]) : 1;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            SyntheticDeck.of(Integer.parseInt(arguments[0]), seed).write(out);
        }
        System.out.println(file.toAbsolutePath());
    }
}
