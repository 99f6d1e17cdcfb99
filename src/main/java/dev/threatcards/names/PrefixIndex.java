package dev.threatcards.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.threatcards.query.Limits;
import dev.threatcards.text.NameKeys;

/**
 * Texts by the prefixes of their words, without case, accents and separators: "fancyb", "Fancy-B" and "bea" are prefixes in "Fancy Bear",
 * "apt2" and "28" in "APT 28". Thread-safe once filled.
 *
 * @param <V> what a text stands for
 */
final class PrefixIndex<V> {

    /** How well a prefix fits a text, the best first: it is the text, begins it, or begins one of its words. */
    enum Fit {
        EXACT, WHOLE, WORD
    }

    /** The longest key, in characters: longer than a query may be, and bounded so that a long text does not take quadratic memory. */
    private static final int LONGEST = Limits.QUERY_LENGTH + 1;

    // Words end at separators, which a slug has as hyphens, and where letters meet digits.
    private static final Pattern BETWEEN_WORDS = Pattern.compile("-|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

    /** A value with a text that has the key at the start of a word; {@code isWhole} if it is the first word. */
    private record Place<V>(V value, boolean isWhole) {
        Fit fit() {
            return isWhole ? Fit.WHOLE : Fit.WORD;
        }
    }

    /** Each text from each of its words on, folded. */
    private final NavigableMap<String, List<Place<V>>> keys = new TreeMap<>();

    /** Adds a value with its texts. */
    void add(V value, List<String> texts) {
        for (String text : texts) {
            StringBuilder folded = new StringBuilder();
            List<Integer> starts = new ArrayList<>();
            for (String word : BETWEEN_WORDS.split(NameKeys.slug(text), -1)) {
                if (!word.isEmpty()) {
                    starts.add(folded.length());
                    folded.append(word);
                }
            }
            for (int start : starts) {
                keys.computeIfAbsent(folded.substring(start, Math.min(folded.length(), start + LONGEST)),
                        first -> new ArrayList<>(1)).add(new Place<>(value, start == 0));
            }
        }
    }

    /** The values that have a text with a word that the prefix begins, and how well it fits. */
    Map<V, Fit> with(String prefix) {
        String folded = NameKeys.folded(prefix);
        Map<V, Fit> found = new HashMap<>();
        if (!folded.isEmpty()) {
            keys.subMap(folded, folded + Character.MAX_VALUE)
                    .forEach((key, places) -> places.forEach(place -> put(place,
                            place.isWhole && key.length() == folded.length() ? Fit.EXACT : place.fit(), found)));
        }
        return found;
    }

    /**
     * The same for a prefix with a typo.
     *
     * @param isShared whether many names have the word in common
     */
    Map<V, Fit> near(String prefix, Predicate<String> isShared) {
        FuzzyPrefix near = new FuzzyPrefix(prefix, isShared);
        Map<V, Fit> found = new HashMap<>();
        keys.forEach((key, places) -> {
            if (near.begins(key)) {
                places.forEach(place -> put(place, place.fit(), found));
            }
        });
        return found;
    }

    private void put(Place<V> place, Fit fit, Map<V, Fit> found) {
        found.merge(place.value, fit, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
}
