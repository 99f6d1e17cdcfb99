package dev.threatcards.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.text.Places;
import dev.threatcards.text.Sectors;

/**
 * The values of facets that other words stand for: "Pyongyang" and "KP" for the country North Korea, "car makers" for the sector Automotive.
 * Read from {@code filter-values.txt}, and from the names of {@link Places} and {@link Sectors}; country codes are those of ISO 3166. Pure
 * functions.
 */
public final class ValueNames {

    /** The keys of values by the keys of the other words for them. */
    private static final Map<Facet, Map<String, List<String>>> KEYS = keys();

    private ValueNames() {
    }

    /**
     * The keys, see {@link CardAnalyzer#key}, of the values of the facet that the words stand for; none if they stand for no other value.
     *
     * @param words the words as they were written
     * @param key their key
     */
    public static List<String> keys(Facet facet, String words, String key) {
        List<String> labels = switch (facet) {
            case COUNTRY -> Places.countries(words);
            case TARGET -> Places.readAll(words).stream().map(Places.Place::label).toList();
            case SECTOR -> Sectors.labels(words);
            default -> List.of();
        };
        return Stream.concat(labels.stream().map(CardAnalyzer::key), keys(facet).getOrDefault(key, List.of()).stream())
                .distinct().toList();
    }

    /** The keys of the facet's values by the keys of the words that stand for them. */
    static Map<String, List<String>> keys(Facet facet) {
        return KEYS.getOrDefault(facet, Map.of());
    }

    private static Map<Facet, Map<String, List<String>>> keys() {
        Map<Facet, Map<String, List<String>>> keys = new EnumMap<>(Facet.class);
        Vocabulary.resource("filter-values.txt").forEach(line -> add(line, keys));
        return keys;
    }

    private static void add(String line, Map<Facet, Map<String, List<String>>> keys) {
        String[] columns = line.split("\\|", -1);
        String value = CardAnalyzer.key(columns[1].strip());
        for (String facet : columns[0].strip().split(" ", -1)) {
            for (String words : columns[2].split(",", -1)) {
                keys.computeIfAbsent(Facet.named(facet).orElseThrow(), first -> new HashMap<>())
                        .computeIfAbsent(CardAnalyzer.key(words.strip()), first -> new ArrayList<>()).add(value);
            }
        }
    }
}
