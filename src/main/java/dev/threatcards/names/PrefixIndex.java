package dev.threatcards.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.threatcards.query.Limits;
import dev.threatcards.text.NameKeys;

/**
 * Texts by the beginnings of their words, without case, accents and separators: "fancyb", "Fancy-B" and "bea" begin
 * "Fancy Bear", "apt2" and "28" begin "APT 28". Immutable once filled.
 *
 * @param <V> what a text stands for
 */
final class PrefixIndex<V> {

    /** How well a beginning fits a text, the best first. */
    enum Fit {
        EXACT, WHOLE, WORD
    }

    /** Letters of a key, more than a text that is asked for may have: keys of a long text take no more than so much each. */
    private static final int LONGEST = Limits.QUERY_LENGTH + 1;

    /** Words are parted by signs, and where letters meet digits. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("-|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

    /** A text from one of its words on. */
    private record Key(String folded, boolean whole, int value) {
    }

    private final List<V> values = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();

    /** Puts a value under its texts. */
    void add(V value, List<String> texts) {
        values.add(value);
        for (String text : texts) {
            StringBuilder folded = new StringBuilder();
            List<Integer> starts = new ArrayList<>();
            for (String word : BETWEEN_WORDS.split(NameKeys.slug(text), -1)) {
                if (!word.isEmpty()) {
                    starts.add(folded.length());
                    folded.append(word);
                }
            }
            starts.forEach(
                    start -> keys.add(new Key(folded.substring(start, Math.min(folded.length(), start + LONGEST)),
                            start == 0, values.size() - 1)));
        }
    }

    /** To be called when all values are there. */
    PrefixIndex<V> sorted() {
        keys.sort(Comparator.comparing(Key::folded));
        return this;
    }

    /** The values that have a text with a word that begins so, each with how well. */
    Map<V, Fit> with(String beginning) {
        String folded = NameKeys.folded(beginning);
        Map<V, Fit> found = new HashMap<>();
        if (folded.isEmpty()) {
            return found;
        }
        for (int i = first(folded); i < keys.size() && keys.get(i).folded.startsWith(folded); i++) {
            Key key = keys.get(i);
            put(key, key.whole && key.folded.length() == folded.length() ? Fit.EXACT : fit(key), found);
        }
        return found;
    }

    /** The same for a beginning with a typo in it: the values within the fewest edits, none if even the most edits are not enough. */
    Map<V, Fit> near(String beginning) {
        String folded = NameKeys.folded(beginning);
        Map<V, Fit> found = new HashMap<>();
        int most = FuzzyPrefix.most(folded);
        for (int edits = 1; edits <= most && found.isEmpty(); edits++) {
            FuzzyPrefix near = new FuzzyPrefix(folded, edits);
            keys.stream().filter(key -> near.begins(key.folded)).forEach(key -> put(key, fit(key), found));
        }
        return found;
    }

    private static Fit fit(Key key) {
        return key.whole ? Fit.WHOLE : Fit.WORD;
    }

    private void put(Key key, Fit fit, Map<V, Fit> found) {
        found.merge(values.get(key.value), fit, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /** The first key that does not sort before the beginning. */
    private int first(String folded) {
        int from = 0;
        int to = keys.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (keys.get(middle).folded.compareTo(folded) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
