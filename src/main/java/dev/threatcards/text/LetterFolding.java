package dev.threatcards.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds letters that Unicode's compatibility decomposition leaves apart, in all scripts: "ø" to "o", "ς" to "σ", Arabic digits to Latin
 * ones, traditional Chinese characters to simplified ones. The table {@code folding.txt} has the search foldings of Unicode Technical
 * Report 30 and the transliteration from traditional to simplified Chinese as ICU has them; a test compares it with ICU. ICU itself is
 * no dependency, because it is larger than all others together and is not a Java module.
 */
final class LetterFolding {

    private static final Map<Integer, String> TABLE = table();

    private LetterFolding() {
    }

    private static Map<Integer, String> table() {
        try (InputStream lines = LetterFolding.class.getResourceAsStream("folding.txt")) {
            Map<Integer, String> table = new HashMap<>();
            new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        int end = line.indexOf(' ');
                        line.substring(end + 1).codePoints()
                                .forEach(letter -> table.put(letter, line.substring(0, end)));
                    });
            return Map.copyOf(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with each letter folded; it is in lower case and without combining marks. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            String known = letter < 0x80 ? null : TABLE.get(letter);
            if (known == null) {
                folded.appendCodePoint(letter);
            } else {
                folded.append(known);
            }
        });
        return folded.toString();
    }
}
