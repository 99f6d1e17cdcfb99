package dev.threatcards.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list that the analysis of words goes by, as it stands beside these classes. */
final class WordList {

    private WordList() {
    }

    /** The lines of the file of that name, without empty ones and those that begin with {@code #}. */
    static List<String> lines(String file) {
        try (InputStream lines = WordList.class.getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
