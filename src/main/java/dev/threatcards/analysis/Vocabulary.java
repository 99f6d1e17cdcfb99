package dev.threatcards.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of {@code vocabulary.txt} by the kind of their section. */
final class Vocabulary {

    /** How the words of a line belong together. */
    enum Kind {
        SPELLING, ACRONYM, DEMONYM, RELATED, NARROWER
    }

    private static final Map<Kind, List<String>> LINES = read();

    private Vocabulary() {
    }

    /** The lines of the sections, in the order of the file. */
    static List<String> lines(Kind... kinds) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : kinds) {
            lines.addAll(LINES.get(kind));
        }
        return List.copyOf(lines);
    }

    private static Map<Kind, List<String>> read() {
        Map<Kind, List<String>> lines = new EnumMap<>(Kind.class);
        List<String> section = List.of();
        for (String line : resource("vocabulary.txt")) {
            if (line.startsWith("[")) {
                Kind kind = Kind.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
                section = lines.computeIfAbsent(kind, each -> new ArrayList<>());
            } else {
                section.add(line);
            }
        }
        return lines;
    }

    /** The lines of a file beside this class, without comments and empty lines. */
    static List<String> resource(String file) {
        try (InputStream lines = Vocabulary.class.getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
