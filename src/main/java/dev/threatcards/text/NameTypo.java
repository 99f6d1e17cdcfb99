package dev.threatcards.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place at which a name was mistyped.
 *
 * @param typed the word with the typo, in lower case
 * @param right that word without the typo
 * @param edit what was done to it
 * @param isBesideNumber whether digits precede or follow the word
 * @param others the other words of the name, in lower case
 */
public record NameTypo(String typed, String right, SingleEdit.Kind edit, boolean isBesideNumber, List<String> others) {

    /**
     * Names of a scheme that differ in one letter of a shorter word are as likely two code names: "Mint Sandstorm", "Mist Sandstorm". Where
     * the other words are no scheme's, they confirm the name: "Aeid Viper".
     */
    private static final int SHORTEST = 5;

    /** Two swapped letters make another word less often than one other letter does. */
    private static final int SHORTEST_SWAPPED = 4;

    /** "ATP28" is APT28. */
    private static final int SHORTEST_SWAPPED_NUMBERED = 3;

    /** A name of one word has nothing beside it that confirms it: "Cesium" is not "Cerium". */
    private static final int SHORTEST_ALONE = 7;

    /** The fewest characters that the other words of a name need to have to confirm it. */
    private static final int FEWEST_OTHERS = 4;

    private static final Pattern WORD = Pattern.compile("[^\\p{N}-]+|\\p{N}+");

    // "GhostR": a capital at the end is a word of its own rather than a slip.
    private static final Pattern CAPITAL_AT_END = Pattern.compile(".*\\p{Ll}\\p{Lu}");

    public NameTypo {
        others = List.copyOf(others);
    }

    /**
     * The typo by which a name was written for another.
     *
     * @param written the name as it was typed
     * @param key a key of that name: folded, or without head nouns
     * @param right a key of the other name
     * @return empty if the keys are equal, or differ in more than one letter, in the first letter, or in a digit
     */
    public static Optional<NameTypo> between(String written, String key, String right) {
        Optional<SingleEdit> found = SingleEdit.between(key, right);
        if (found.isEmpty() || found.get().at() == 0 || !digits(key).equals(digits(right))) {
            return Optional.empty();
        }
        SingleEdit edit = found.get();
        if (edit.at() == right.length() && CAPITAL_AT_END.matcher(written.strip()).matches()) {
            return Optional.empty();
        }
        // Head nouns before the key are no part of it.
        String slug = NameKeys.slug(written);
        int from = Math.max(0, slug.replace("-", "").indexOf(key));
        int start = 0;
        Matcher word = WORD.matcher(slug);
        NameTypo typo = null;
        List<String> others = new ArrayList<>();
        while (word.find()) {
            int first = Math.max(0, start - from);
            start += word.group().length();
            int end = Math.min(key.length(), start - from);
            boolean isAtEnd = edit.at() == key.length() && end == key.length();
            if (first < end && typo == null && (edit.at() < end || isAtEnd)) {
                String rightWord = right.substring(first,
                        Math.max(first, Math.min(right.length(), end - edit.growth())));
                typo = new NameTypo(key.substring(first, end), rightWord, edit.kind(),
                        isDigit(key, first - 1) || isDigit(key, end), List.of());
            } else if (first < end) {
                others.add(key.substring(first, end));
            }
        }
        return Optional.ofNullable(typo).map(each -> each.beside(others));
    }

    private NameTypo beside(List<String> words) {
        return new NameTypo(typed, right, edit, isBesideNumber, words);
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    /**
     * Whether the name is mistyped rather than another name.
     *
     * @param isShared whether many names have the word in common: "panda", "gold"
     */
    public boolean isLikely(Predicate<String> isShared) {
        int length = Math.max(typed.length(), right.length());
        if (isBesideNumber) {
            return length >= (edit == SingleEdit.Kind.TRANSPOSITION ? SHORTEST_SWAPPED_NUMBERED : SHORTEST);
        }
        int beside = others.stream().mapToInt(String::length).sum();
        if (beside == 0 && edit == SingleEdit.Kind.SUBSTITUTION) {
            return length >= SHORTEST_ALONE;
        }
        return length >= SHORTEST || (edit == SingleEdit.Kind.TRANSPOSITION && length >= SHORTEST_SWAPPED)
                || (beside >= FEWEST_OTHERS && (isShared.test(right)
                        || (length >= SHORTEST_SWAPPED && others.stream().noneMatch(isShared))));
    }
}
